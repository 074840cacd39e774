namespace Burst.Emulator.Wire;

internal sealed record GroupInstanceView
{
    public IReadOnlyList<EventBody>? Events { get; init; }

    public string? State { get; init; }
}

internal sealed record ContainerInstanceView
{
    public int? RestartCount { get; init; }

    public ContainerStateBody? CurrentState { get; init; }

    public ContainerStateBody? PreviousState { get; init; }

    public IReadOnlyList<EventBody>? Events { get; init; }
}

internal sealed record ContainerStateBody
{
    public string? State { get; init; }

    public string? StartTime { get; init; }

    public int? ExitCode { get; init; }

    public string? FinishTime { get; init; }

    public string? DetailStatus { get; init; }
}

internal sealed record EventBody
{
    public int? Count { get; init; }

    public string? FirstTimestamp { get; init; }

    public string? LastTimestamp { get; init; }

    public string? Name { get; init; }

    public string? Message { get; init; }

    public string? Type { get; init; }
}
