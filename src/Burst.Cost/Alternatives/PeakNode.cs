using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cost.Alternatives;

/// <summary>The VM that the peak is packed on: the kind most used in the window, or D2s_v5 by the hour when there was none.</summary>
internal sealed record PeakNode
{
    private const string DefaultSize = "D2s_v5";

    public required string Region { get; init; }

    public required string Size { get; init; }

    public required Tier Tier { get; init; }

    public int? ReservedYears { get; init; }

    public required Resources? Capacity { get; init; }

    public required Money? PerNodeHour { get; init; }

    /// <summary>Why there is no price; empty when there is one.</summary>
    public string Refusal { get; init; } = "";

    public static PeakNode Choose(ReportWindow window, IPriceCatalog prices)
    {
        // Of equally used kinds the cheapest, then the smallest, whatever the order of the records.
        var used = window.Slices
            .Where(slice => slice.Record.Kind is UsageKind.VmNode)
            .GroupBy(slice => VmKind.Of(slice.Record))
            .OrderByDescending(Millis)
            .ThenBy(kind => kind.Key.Region, StringComparer.Ordinal)
            .ThenBy(kind => kind.Key.PerNodeHour)
            .ThenBy(kind => kind.Key.Capacity.CpuMillis)
            .ThenBy(kind => kind.Key.Capacity.MemoryMib)
            .ThenBy(kind => kind.Key.Size, StringComparer.Ordinal)
            .ThenBy(kind => kind.Key.Tier)
            .FirstOrDefault();
        return used is null ? OfCatalog(MostUsedRegion(window), prices) : OfLedger(used.Key, prices);
    }

    /// <summary>At the price the ledger has, which is the one that was paid; the catalog only tells which term that is.</summary>
    private static PeakNode OfLedger(VmKind node, IPriceCatalog prices)
    {
        var isPriced = node.PerNodeHour > Money.Zero;
        return new PeakNode
        {
            Region = node.Region,
            Size = node.Size,
            Tier = node.Tier,
            ReservedYears = isPriced && node.Tier == Tier.VmReserved ? Array.Find<int?>([1, 3], IsItsTerm) : null,
            Capacity = node.Capacity,
            PerNodeHour = isPriced ? node.PerNodeHour : null,
            Refusal = isPriced ? "" : $"the {node.Size} nodes of the tier {node.Tier} in {node.Region} were recorded without a price",
        };

        bool IsItsTerm(int? years) => prices.QuoteVm(node.Region, node.Size, node.Tier, years).Rates?.PerNodeHour == node.PerNodeHour;
    }

    private static PeakNode OfCatalog(string region, IPriceCatalog prices)
    {
        var quote = prices.QuoteVm(region, DefaultSize, Tier.Vm, null);
        return new PeakNode
        {
            Region = region,
            Size = DefaultSize,
            Tier = Tier.Vm,
            Capacity = prices.FindVmSize(DefaultSize),
            PerNodeHour = quote.Rates?.PerNodeHour,
            Refusal = quote.Refusal,
        };
    }

    /// <summary>There is no VM node when this is asked, so the pods' time is all there is.</summary>
    private static string MostUsedRegion(ReportWindow window) => window.Uses
        .GroupBy(use => use.Terms.Region, StringComparer.Ordinal)
        .OrderByDescending(uses => uses.Aggregate(Int128.Zero, (sum, use) => sum + use.Millis))
        .ThenBy(region => region.Key, StringComparer.Ordinal)
        .Select(region => region.Key)
        .FirstOrDefault("");

    private static Int128 Millis<TKey>(IGrouping<TKey, UsageSlice> slices) =>
        slices.Aggregate(Int128.Zero, (sum, slice) => sum + slice.Millis);

    private sealed record VmKind(string Region, string Size, Tier Tier, Money PerNodeHour, Resources Capacity)
    {
        public static VmKind Of(UsageRecord node) => new(node.Region, node.VmSize, node.Tier, node.Rates.PerNodeHour, node.Requested);
    }
}
