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

    /// <summary>Calls to one host at the same time. A quarter of them is kept for deletes, which end bills.</summary>
    public int CallsPerHostMax { get; init; } = 16;

    /// <summary>So many different pods whose calls failed one after the other make a host sick: calls to it are held back.</summary>
    public int FailuresToHoldBack { get; init; } = 5;

    /// <summary>How long calls to a sick host are held back before one is sent to try it; doubled by each that fails too.</summary>
    public TimeSpan HoldBackFirst { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bound on <see cref="HoldBackFirst"/> as it doubles.</summary>
    public TimeSpan HoldBackMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest a call waits because its host asked for it; a later instant on record is taken for that of a wrong clock.</summary>
    public TimeSpan HostRetryMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For calls that are under way when the loop ends. What has not ended by then is left, as in a crash.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A node that has not answered for this long is NotReady (Kubernetes' default: 40 s).</summary>
    public TimeSpan NotReadyAfter { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a place that had no capacity for a pod is not asked again for it.</summary>
    public TimeSpan CapacityRetryInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a region that had no room for a group is asked for none as large, at the same tier, by any pod; doubled each time it has none again.
    /// </summary>
    public TimeSpan ShortageWaitFirst { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bound on <see cref="ShortageWaitFirst"/> as it doubles.</summary>
    public TimeSpan ShortageWaitMax { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>Without a step for longer than this the process itself stood still; longer than <see cref="StepInterval"/>.</summary>
    public TimeSpan StandstillAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Before calls to hosts the lease is looked at again when no commit has shown it for this long.</summary>
    public TimeSpan LeaseTrustedFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bound on one call to a host.</summary>
    public TimeSpan HostCallTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
