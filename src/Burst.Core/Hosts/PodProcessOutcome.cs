namespace Burst.Core.Hosts;

/// <summary>What became of a command. Closed: switches over it are exhaustive.</summary>
public abstract record PodProcessOutcome
{
    private PodProcessOutcome()
    {
    }

    /// <summary>It was started, or joined; the caller disposes the process.</summary>
    public sealed record Started(IPodProcess Process) : PodProcessOutcome;

    /// <summary>It was not, and will not be: why, and what would be accepted.</summary>
    public sealed record Refused(string Reason) : PodProcessOutcome;
}
