namespace Burst.Hosts.Local.Shim;

/// <summary>The end that was asked for: SIGTERM once, SIGKILL from a time on, again and again in case something was just starting.</summary>
internal sealed class ShimStop
{
    /// <summary>Longer ones are never waited for, and would not fit into the arithmetic of times.</summary>
    public static readonly TimeSpan GraceMax = TimeSpan.FromDays(365);

    private static readonly TimeSpan KillInterval = TimeSpan.FromMilliseconds(500);

    public bool IsStopping => KillAt is not null;

    /// <summary>By the clock of the session; null while nothing is to end.</summary>
    public TimeSpan? KillAt { get; private set; }

    /// <summary>A later request may shorten the grace, never lengthen it.</summary>
    public void Begin(TimeSpan now, TimeSpan grace)
    {
        var end = now + (grace < GraceMax ? grace : GraceMax);
        if (KillAt is not { } killAt || end < killAt)
            KillAt = end;
    }

    public bool IsKillDue(TimeSpan now)
    {
        if (KillAt is not { } killAt || now < killAt)
            return false;

        KillAt = now + KillInterval;
        return true;
    }
}
