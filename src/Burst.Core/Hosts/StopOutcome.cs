namespace Burst.Core.Hosts;

/// <summary>What became of a stop or a start. Closed: switches over it are exhaustive.</summary>
public abstract record StopOutcome
{
    private StopOutcome()
    {
    }

    /// <param name="Seen">How the pod was right after it; null when that was not seen.</param>
    public sealed record Accepted(PodObservation? Seen) : StopOutcome;

    /// <summary>Nothing was done, and asking again will not help: why.</summary>
    public sealed record Refused(string Reason) : StopOutcome;
}
