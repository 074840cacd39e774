namespace Burst.Emulator.Wire;

/// <summary>The answer to a poll: no name and no end time, as recorded from the service.</summary>
internal sealed record OperationBody
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public required string StartTime { get; init; }

    public OperationProperties? Properties { get; init; }

    public ErrorDetail? Error { get; init; }
}

internal sealed record OperationProperties(IReadOnlyList<EventBody> Events);
