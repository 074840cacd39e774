namespace Burst.Core.Canaries;

/// <summary>
/// The switch of the deliberate bugs. They can sing only in a process that asked for them before anything ran
/// (<c>AppContext</c> switch <see cref="Name"/>), and one at a time; everywhere else the compiler leaves nothing of them.
/// </summary>
public static class CanarySwitch
{
    public const string Name = "Burst.Canaries";

    /// <summary>Read-only, so that code which asks compiles to nothing where this is false.</summary>
    private static readonly bool AreAllowed = AppContext.TryGetSwitch(Name, out var isOn) && isOn;

    private static Canary singing;

    /// <summary>Whether this bug is to be made here and now.</summary>
    public static bool Sings(Canary canary) => AreAllowed && singing == canary;

    /// <summary>One bug from now on, or <see cref="Canary.None"/>.</summary>
    /// <exception cref="InvalidOperationException">This process did not ask for canaries at its start.</exception>
    public static void Choose(Canary canary)
    {
        if (!AreAllowed)
            throw new InvalidOperationException($"Canaries are off in this process; set the AppContext switch {Name} before anything runs.");
        singing = canary;
    }
}
