namespace Burst.Emulator;

/// <summary>How long the steps of a create take and what polls are told about waiting.</summary>
public sealed record ProvisioningProfile
{
    /// <summary>300 to 800 ms in all; answers carry Retry-After: 1, so that clients poll soon.</summary>
    public static ProvisioningProfile Fast { get; } = new()
    {
        Pending = TimeRange.Milliseconds(100, 200),
        Pull = TimeRange.Milliseconds(100, 300),
        Launch = TimeRange.Milliseconds(100, 300),
        RetryAfterSeconds = 1,
    };

    /// <summary>About 20 s, in the proportions seen at the real service, which sends no Retry-After.</summary>
    public static ProvisioningProfile Azure { get; } = new()
    {
        Pending = TimeRange.Milliseconds(3_000, 5_000),
        Pull = TimeRange.Milliseconds(3_000, 8_000),
        Launch = TimeRange.Milliseconds(9_000, 14_000),
        RetryAfterSeconds = null,
    };

    /// <summary>From the accepted request to the start of the image pull.</summary>
    public required TimeRange Pending { get; init; }

    /// <summary>The image pull; billing starts with it.</summary>
    public required TimeRange Pull { get; init; }

    /// <summary>From the pulled image to the started containers.</summary>
    public required TimeRange Launch { get; init; }

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
