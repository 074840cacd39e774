namespace Burst.Core.Canaries;

/// <summary>
/// The switch of the deliberate bugs. They can sing only in a process that asked for them before anything ran
/// (<c>AppContext</c> switch <see cref="Name"/>), and one at a time; everywhere else the compiler leaves nothing of them.
/// </summary>
public static class CanarySwitch
{
    public const string Name = "Burst.Canaries";

    /// <summary>Read-only, so that code which asks compiles to nothing where this is false.</summary>
    private static readonly bool IsOn = AppContext.TryGetSwitch(Name, out var isOn) && isOn;

    private static Canary singing;

    /// <summary>A simulated history stays on one thread, and several may run at the same time.</summary>
    [ThreadStatic]
    private static long timesSung;

    /// <summary>Whether this process asked for them.</summary>
    public static bool AreAllowed => IsOn;

    /// <summary>How often a canary has sung on this thread, since it began.</summary>
    public static long TimesSung => timesSung;

    /// <summary>
    /// Whether this bug is to be made here and now. To be asked last, where the answer makes a difference: what is made is counted, and
    /// a promise broken before the first song is not the canary's doing.
    /// </summary>
    public static bool Sings(Canary canary) => IsOn && IsSinging(canary);

    private static bool IsSinging(Canary canary)
    {
        if (singing != canary)
            return false;
        timesSung++;
        return true;
    }

    /// <summary>One bug from now on, or <see cref="Canary.None"/>.</summary>
    /// <exception cref="InvalidOperationException">This process did not ask for canaries at its start.</exception>
    public static void Choose(Canary canary)
    {
        if (!IsOn)
            throw new InvalidOperationException($"Canaries are off in this process; set the AppContext switch {Name} before anything runs.");
        singing = canary;
    }
}
