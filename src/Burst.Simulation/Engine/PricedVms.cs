using System.Collections.Immutable;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Simulation.Engine;

/// <summary>The VM nodes of a run, looked up in the price book.</summary>
internal sealed class PricedVms(SimulationOptions options, IPriceCatalog prices)
{
    public ImmutableArray<PricedPool> Pools { get; } = [.. options.Vms.Pools.Select(pool => Price(pool, options, prices))];

    /// <summary>What all the nodes have.</summary>
    public long CpuMillis => Pools.Sum(pool => pool.Capacity.CpuMillis * pool.Pool.Nodes);

    /// <summary>What all the nodes cost for so long.</summary>
    public Charge Cost(long millis) => Pools.Aggregate(
        Charge.Zero, (sum, pool) => sum + (Charge.OfNode(pool.Rates ?? UsageRates.None, millis) * pool.Pool.Nodes));

    private static PricedPool Price(VmPool pool, SimulationOptions options, IPriceCatalog prices)
    {
        var quote = prices.QuoteVm(options.Region, pool.Size, options.VmTier, options.ReservedYears);
        return new PricedPool(pool, prices.FindVmSize(pool.Size) ?? Resources.Zero, quote.Rates, quote.Refusal);
    }
}
