using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Alternatives;

/// <summary>The VM that the peak is packed on: the kind most used in the window, or D2s_v5 by the hour when there was none.</summary>
internal sealed record PeakNode(string Region, string Size, Tier Tier, int? ReservedYears, Resources? Capacity, Money? PerNodeHour, string Refusal)
{
    private const string DefaultSize = "D2s_v5";

    public static PeakNode Choose(IReadOnlyList<UsageSlice> slices, IPriceCatalog prices)
    {
        var used = slices
            .Where(slice => slice.Record.Kind is UsageKind.VmNode)
            .GroupBy(slice => (slice.Record.Region, slice.Record.VmSize, slice.Record.Tier, slice.Record.Rates.PerNodeHour, slice.Record.Requested))
            .Select(kind => (kind.Key, Millis: kind.Aggregate(Int128.Zero, (sum, node) => sum + node.Millis)))
            .OrderByDescending(kind => kind.Millis)
            .ThenBy(kind => kind.Key.Region, StringComparer.Ordinal)
            .ThenBy(kind => kind.Key.VmSize, StringComparer.Ordinal)
            .ThenBy(kind => kind.Key.Tier)
            .ThenBy(kind => kind.Key.PerNodeHour)
            .ThenBy(kind => kind.Key.Requested.CpuMillis)
            .ThenBy(kind => kind.Key.Requested.MemoryMib)
            .Select(kind => kind.Key)
            .Cast<(string Region, string VmSize, Tier Tier, Money PerNodeHour, Resources Requested)?>()
            .FirstOrDefault();
        return used is { } node
            ? OfLedger(node.Region, node.VmSize, node.Tier, node.Requested, node.PerNodeHour, prices)
            : OfCatalog(MostUsedRegion(slices), prices);
    }

    /// <summary>At the price the ledger has, which is the one that was paid; the catalog only tells which term that is.</summary>
    private static PeakNode OfLedger(string region, string size, Tier tier, Resources capacity, Money perHour, IPriceCatalog prices)
    {
        int? years = tier == Tier.VmReserved && perHour > Money.Zero
            ? new int?[] { 1, 3 }.FirstOrDefault(term => prices.QuoteVm(region, size, tier, term).Rates?.PerNodeHour == perHour)
            : null;
        return perHour > Money.Zero
            ? new PeakNode(region, size, tier, years, capacity, perHour, "")
            : new PeakNode(region, size, tier, null, capacity, null, $"the {size} nodes of the tier {tier} in {region} were recorded without a price");
    }

    private static PeakNode OfCatalog(string region, IPriceCatalog prices)
    {
        var capacity = prices.FindVmSize(DefaultSize);
        var quote = prices.QuoteVm(region, DefaultSize, Tier.Vm, null);
        return new PeakNode(region, DefaultSize, Tier.Vm, null, capacity, quote.Rates?.PerNodeHour, quote.Refusal);
    }

    private static string MostUsedRegion(IReadOnlyList<UsageSlice> slices) => slices
        .GroupBy(slice => slice.Record.Region, StringComparer.Ordinal)
        .Select(region => (region.Key, Millis: region.Aggregate(Int128.Zero, (sum, slice) => sum + slice.Millis)))
        .OrderByDescending(region => region.Millis)
        .ThenBy(region => region.Key, StringComparer.Ordinal)
        .Select(region => region.Key)
        .FirstOrDefault("");
}
