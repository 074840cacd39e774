namespace Burst.Core.Hosts;

/// <summary>How far a delete has come. Closed: switches over it are exhaustive.</summary>
public abstract record DeleteOutcome
{
    private DeleteOutcome()
    {
    }

    /// <summary>Under way, or unknown; ask again, not before <see cref="RetryAfter"/>.</summary>
    public sealed record Deleting(TimeSpan RetryAfter, string Reason) : DeleteOutcome;

    /// <summary>Confirmed: nothing is left. <see cref="EndedAt"/> is when it stopped being billed, where the host knows.</summary>
    public sealed record Gone(DateTimeOffset? EndedAt) : DeleteOutcome
    {
        /// <summary>What was there when it was deleted, which may be another than what was asked for last; null where the host does not know.</summary>
        public PodObservation? LastSeen { get; init; }
    }
}
