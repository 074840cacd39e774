namespace Burst.Emulator.Wire;

/// <summary>One billed stretch of one group: what the real service would have charged for.</summary>
internal sealed record InvoiceLine
{
    public required string Name { get; init; }

    public required string ResourceGroup { get; init; }

    public required string Subscription { get; init; }

    public required string Region { get; init; }

    public required string Priority { get; init; }

    public required SortedDictionary<string, string?> Tags { get; init; }

    /// <summary>Distinguishes the deployments of one group; never used twice.</summary>
    public required string RuntimeId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Sum of the containers' requests.</summary>
    public required decimal Cpu { get; init; }

    public required decimal MemoryInGB { get; init; }

    /// <summary>Each container's cores rounded up; null in what earlier versions wrote.</summary>
    public decimal? BilledCpu { get; init; }

    public decimal? BilledMemoryInGB { get; init; }

    /// <summary>Seconds that have started; still growing while <see cref="StoppedAt"/> is null.</summary>
    public required decimal BilledSeconds { get; init; }

    /// <summary>In dollars, with all digits; null without a price. Not kept: an invoice is made out at the prices of its day.</summary>
    public string? Cost { get; init; }
}

/// <summary>All lines; <paramref name="TotalCost"/> is the sum of those that have a price.</summary>
internal sealed record InvoiceBody(
    DateTimeOffset AsOf, int DroppedLines, string Currency, string TotalCost, int UnpricedGroups, IReadOnlyList<InvoiceLine> Groups);

internal sealed record LiveGroupBody(
    string Id, string Region, string Phase, string RuntimeId, DateTimeOffset AcceptedAt, SortedDictionary<string, string?> Tags);

internal sealed record LiveGroupsBody(DateTimeOffset AsOf, IReadOnlyList<LiveGroupBody> Groups);
