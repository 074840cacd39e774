namespace Burst.Emulator;

/// <summary>How long the steps of a create take and what polls are told about waiting.</summary>
public sealed record ProvisioningProfile
{
    /// <summary>300 to 800 ms in all; answers carry Retry-After: 1, so that clients poll soon.</summary>
    public static ProvisioningProfile Fast { get; } = new()
    {
        Pending = Latency.Milliseconds(100, 200),
        Pull = Latency.Milliseconds(100, 300),
        Launch = Latency.Milliseconds(100, 300),
        RetryAfterSeconds = 1,
    };

    /// <summary>
    /// About 20 s, in the proportions seen at the real service, which sends no Retry-After. Pulls have a heavy tail: half are over in
    /// 5 s, one in twenty takes more than 15 s and one in a hundred more than 30 s.
    /// </summary>
    public static ProvisioningProfile Azure { get; } = new()
    {
        Pending = Latency.Milliseconds(3_000, 5_000),
        Pull = Latency.Milliseconds(3_500, 90_000, LatencyShape.HeavyTail),
        Launch = Latency.Milliseconds(9_000, 14_000),
        RetryAfterSeconds = null,
    };

    /// <summary>From the accepted request to the start of the image pull.</summary>
    public required Latency Pending { get; init; }

    /// <summary>The image pull; billing starts with it.</summary>
    public required Latency Pull { get; init; }

    /// <summary>From the pulled image to the started containers.</summary>
    public required Latency Launch { get; init; }

    /// <summary>How long an evicted Spot group waits until it is started elsewhere; 10 s to 2 minutes unless said otherwise.</summary>
    public Latency SpotRestart { get; init; } = Latency.Milliseconds(10_000, 120_000);

    /// <summary>How long each request of ARM takes beyond its own work; nothing unless said otherwise.</summary>
    public Latency Answer { get; init; }

    /// <summary>Seconds told to clients that wait for an operation; null sends no such header.</summary>
    public required int? RetryAfterSeconds { get; init; }

    /// <summary>The profile of that name: <c>fast</c> or <c>azure</c>; null for any other.</summary>
    public static ProvisioningProfile? Find(string name) => name.ToLowerInvariant() switch
    {
        "fast" => Fast,
        "azure" => Azure,
        _ => null,
    };
}
