namespace Burst.Control.Loop;

public sealed record ControlLoopOptions
{
    /// <summary>Work that may wait at the same time; more is refused.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    public int WorkPerStepMax { get; init; } = 1000;

    /// <summary>The loop steps at least this often.</summary>
    public TimeSpan StepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait after a failed commit.</summary>
    public TimeSpan StoreRetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls to one host at the same time.</summary>
    public int CallsPerHostMax { get; init; } = 16;

    /// <summary>A node that has not answered for this long is NotReady (Kubernetes' default: 40 s).</summary>
    public TimeSpan NotReadyAfter { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a place that had no capacity for a pod is not asked again for it.</summary>
    public TimeSpan CapacityRetryInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bound on one call to a host.</summary>
    public TimeSpan HostCallTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
