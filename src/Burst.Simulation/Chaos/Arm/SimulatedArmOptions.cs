namespace Burst.Simulation.Chaos.Arm;

/// <summary>One region and resource group of a simulated Azure, as one virtual node sees it.</summary>
internal sealed record SimulatedArmOptions
{
    public string Endpoint { get; init; } = "https://management.azure.com";

    public required Guid SubscriptionId { get; init; }

    public required string ResourceGroup { get; init; }

    public required string Region { get; init; }

    /// <summary>The quota StandardCores.</summary>
    public long CoreQuotaMillis { get; init; } = 100_000;

    /// <summary>The quota StandardSpotCores.</summary>
    public long SpotCoreQuotaMillis { get; init; } = 10_000;

    /// <summary>Groups that exist, ended or not.</summary>
    public int GroupQuota { get; init; } = 100;

    public bool OffersSpot { get; init; } = true;

    /// <summary>Creates, and as many deletes, within 5 minutes.</summary>
    public int WritesPerFiveMinutes { get; init; } = 100;

    /// <summary>Creates, and as many deletes, within an hour.</summary>
    public int WritesPerHour { get; init; } = 300;

    /// <summary>Token buckets of ARM itself: at once, and refilled per second.</summary>
    public int ReadBurst { get; init; } = 250;

    public int ReadsPerSecond { get; init; } = 25;

    public int WriteBurst { get; init; } = 200;

    public int WritesPerSecond { get; init; } = 10;

    public int PageSize { get; init; } = 50;

    /// <summary>One way of an undisturbed request or reply.</summary>
    public DelayRange Latency { get; init; } = DelayRange.Seconds(0.01, 0.12);

    /// <summary>One way while <see cref="Faults.FaultKind.ArmSlow"/> strikes: long enough to overtake, and to outlast a time limit.</summary>
    public DelayRange SlowLatency { get; init; } = DelayRange.Seconds(0.5, 40);

    /// <summary>How much later a repeated write arrives again.</summary>
    public DelayRange RepeatAfter { get; init; } = DelayRange.Seconds(0.2, 15);

    /// <summary>From the create to the beginning of the image pull, where billing begins.</summary>
    public DelayRange Allocation { get; init; } = DelayRange.Seconds(0.5, 6);

    public DelayRange ImagePull { get; init; } = DelayRange.Seconds(1, 20);

    /// <summary>How long a group is still there after a delete that was answered with 202.</summary>
    public DelayRange Deletion { get; init; } = DelayRange.Seconds(0.5, 8);

    public DelayRange ImagePullOutage { get; init; } = DelayRange.Seconds(60, 300);

    /// <summary>Until an evicted Spot group has found another machine.</summary>
    public DelayRange SpotReturn { get; init; } = DelayRange.Seconds(30, 600);

    /// <summary>
    /// How long a replica may lag behind, and how long wrong 404s of one group can follow each other. The protocol of the host relies on
    /// it: of two reads that are a delete's confirm-wait apart, no two are wrong. So it must be below that wait.
    /// </summary>
    public TimeSpan StalenessMax { get; init; } = TimeSpan.FromSeconds(1.8);
}
