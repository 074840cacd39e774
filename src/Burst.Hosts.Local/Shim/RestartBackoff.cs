namespace Burst.Hosts.Local.Shim;

/// <summary>Kubernetes' delays between restarts of a container: none before the first, then the base, doubling up to 30 times it.</summary>
internal sealed class RestartBackoff(TimeSpan delayBase)
{
    public const int CapMultiple = 30;
    public const int ResetMultiple = 60;

    private TimeSpan next;

    /// <param name="ran">How long the run that just ended took; a long one starts the count anew.</param>
    public TimeSpan Next(TimeSpan ran)
    {
        if (ran >= delayBase * ResetMultiple)
            next = TimeSpan.Zero;

        var delay = next;
        next = next == TimeSpan.Zero ? delayBase : TimeSpan.FromTicks(Math.Min((next * 2).Ticks, (delayBase * CapMultiple).Ticks));
        return delay;
    }
}
