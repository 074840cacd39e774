using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Cost.Allocation;

/// <summary>
/// How much of a VM's price is for its cores and how much for its memory: a VM has one price, so the ratio of ACI's prices in
/// the region decides. Where ACI has no price, that of East US does (0.0405 per vCPU-hour to 0.00445 per GB-hour); the ratio
/// only divides a cost between pods and idle, it never makes one.
/// </summary>
internal sealed class PriceWeights(IPriceCatalog prices)
{
    private const long MibPerGb = 1024;
    private const long MillisPerCore = 1000;

    private static readonly (Int128 Vcpu, Int128 Gb) EastUs = (40_500, 4_450);

    private readonly Dictionary<string, (Int128 Vcpu, Int128 Gb)> _byRegion = new(StringComparer.Ordinal);

    /// <summary>The two weights of a machine of this capacity; only their ratio means something.</summary>
    public (Int128 Cpu, Int128 Memory) Of(string region, Resources capacity)
    {
        var (vcpu, gb) = RatioOf(region);
        return checked((vcpu * capacity.CpuMillis * MibPerGb, gb * capacity.MemoryMib * MillisPerCore));
    }

    private (Int128 Vcpu, Int128 Gb) RatioOf(string region)
    {
        if (_byRegion.TryGetValue(region, out var known))
            return known;
        var rates = prices.QuoteGroup(region, Tier.Aci).Rates;
        var ratio = (Vcpu: rates?.PerVcpuHour.PicoDollars ?? 0, Gb: rates?.PerGbHour.PicoDollars ?? 0);
        if (ratio.Vcpu + ratio.Gb <= 0)
            ratio = EastUs;
        _byRegion.Add(region, ratio);
        return ratio;
    }
}
