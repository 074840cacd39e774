namespace Burst.Emulator.Groups;

/// <summary>An operation that clients poll.</summary>
/// <param name="Id">In its URL.</param>
/// <param name="StartedAt">When the request was accepted.</param>
/// <param name="FinalStatus">Set once a later operation took over; until then the status follows from the group.</param>
internal sealed record OperationRecord(Guid Id, DateTimeOffset StartedAt, string? FinalStatus = null)
{
    /// <summary>Why it failed, when that is not the group's own failure.</summary>
    public GroupFailure? Failure { get; init; }
}
