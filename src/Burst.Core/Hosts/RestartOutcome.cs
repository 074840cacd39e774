namespace Burst.Core.Hosts;

/// <summary>What became of a restart. Closed: switches over it are exhaustive.</summary>
public abstract record RestartOutcome
{
    private RestartOutcome()
    {
    }

    public sealed record Accepted : RestartOutcome;

    /// <summary>Nothing was restarted: why.</summary>
    public sealed record Refused(string Reason) : RestartOutcome;
}
