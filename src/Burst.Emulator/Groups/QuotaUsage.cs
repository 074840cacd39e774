namespace Burst.Emulator.Groups;

/// <summary>What a subscription holds in a region, and may hold.</summary>
internal sealed record QuotaUsage(int Groups, decimal Cores, decimal SpotCores, QuotaLimits Limits);
