namespace Burst.Emulator;

/// <summary>What one subscription may hold in one region.</summary>
public sealed record QuotaLimits
{
    public int ContainerGroups { get; init; } = 100;

    public int StandardCores { get; init; } = 100;

    public int StandardSpotCores { get; init; } = 10;
}
