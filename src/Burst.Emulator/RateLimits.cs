namespace Burst.Emulator;

/// <summary>How many creates, and as many deletes, a subscription may ask for.</summary>
public sealed record RateLimits
{
    public int RequestsPerFiveMinutes { get; init; } = 100;

    public int RequestsPerHour { get; init; } = 300;
}
