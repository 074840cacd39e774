namespace Burst.Core.Nodes;

/// <summary>What is known of the quotas that a virtual node draws from; null for each of which nothing is.</summary>
public sealed record NodeQuota
{
    /// <summary>Container groups.</summary>
    public QuotaShare? Groups { get; init; }

    /// <summary>Thousandths of cores of regular groups.</summary>
    public QuotaShare? CpuMillis { get; init; }

    /// <summary>Thousandths of cores of Spot groups.</summary>
    public QuotaShare? SpotCpuMillis { get; init; }

    /// <summary>Why the quotas cannot be read now; null when they were read at the last try. The figures are then the last ones known.</summary>
    public string? Problem { get; init; }

    /// <summary>Since when they can be read, or cannot.</summary>
    public DateTimeOffset Since { get; init; }
}
