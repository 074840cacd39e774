namespace Burst.Core.Hosts;

/// <summary>What became of a command. Closed: switches over it are exhaustive.</summary>
public abstract record PodExecOutcome
{
    private PodExecOutcome()
    {
    }

    /// <summary>It was started; the caller disposes the terminal.</summary>
    public sealed record Started(IPodTerminal Terminal) : PodExecOutcome;

    /// <summary>It was not, and will not be: why, and what would be accepted.</summary>
    public sealed record Refused(string Reason) : PodExecOutcome;
}
