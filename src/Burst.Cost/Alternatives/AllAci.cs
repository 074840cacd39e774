using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Cost.Reports;

namespace Burst.Cost.Alternatives;

/// <summary>Prices every pod of a window as a container group.</summary>
internal static class AllAci
{
    private const int RefusalsMax = 3;

    public static AllAciCost Price(IReadOnlyList<PodUse> uses, IPriceCatalog prices)
    {
        var quotes = new Dictionary<string, PriceQuote>(StringComparer.Ordinal);
        var refusals = new SortedSet<string>(StringComparer.Ordinal);
        var sum = Charge.Zero;
        foreach (var use in uses)
        {
            if (use.Terms.Kind is UsageKind.ContainerGroup)
                sum += use.GroupCharge;
            else if (Group(use, Quote(use.Terms.Region), refusals) is { } charge)
                sum += charge;
        }

        return refusals.Count == 0 ? new AllAciCost(sum.Round(), null) : new AllAciCost(null, Describe(refusals));

        PriceQuote Quote(string region)
        {
            if (!quotes.TryGetValue(region, out var quote))
                quotes.Add(region, quote = prices.QuoteGroup(region, Tier.Aci));
            return quote;
        }
    }

    private static Charge? Group(PodUse use, PriceQuote quote, SortedSet<string> refusals)
    {
        var size = SizeOf(use.Terms.Requested);
        if (quote.Rates is null)
            refusals.Add(quote.Refusal);
        if (!size.FitsIn(GroupSize.Maximum))
            refusals.Add($"{use.Name} needs {size}, the largest container group has {GroupSize.Maximum}");

        return quote.Rates is { } rates ? Charge.OfGroup(rates, size, use.StartedSecondsMillis) : null;
    }

    private static GroupSize SizeOf(Resources requested)
    {
        var size = GroupSize.RoundUp(requested);
        return new GroupSize(
            Math.Max(size.CpuMillis, GroupSize.Minimum.CpuMillis),
            Math.Max(size.MemoryDeciGb, GroupSize.Minimum.MemoryDeciGb));
    }

    private static string Describe(SortedSet<string> refusals) => refusals.Count <= RefusalsMax
        ? string.Join("; ", refusals)
        : $"{string.Join("; ", refusals.Take(RefusalsMax))}; and {refusals.Count - RefusalsMax} more";
}
