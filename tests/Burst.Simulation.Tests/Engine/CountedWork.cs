using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Prices;
using Burst.Simulation.Engine;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests.Engine;

/// <summary>What a run did for each job of its trace, counted and not timed.</summary>
internal sealed record CountedWork(double Steps, double Decisions, double Quotes, double Bytes)
{
    public static CountedWork Of(SimulationOptions options, Trace trace)
    {
        var prices = new CountingPrices();
        var run = new SimulationRun(options, prices);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(run.Replay(trace, null, CancellationToken.None));
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        double jobs = trace.Jobs.Length;
        return new CountedWork(run.Steps / jobs, run.PodsDecided / jobs, prices.Quotes / jobs, bytes / jobs);
    }

    private sealed class CountingPrices : IPriceCatalog
    {
        public long Quotes { get; private set; }

        public long Version => 0;

        public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears)
        {
            Quotes++;
            return PriceBook.BuiltIn.QuoteVm(region, size, tier, reservedYears);
        }

        public PriceQuote QuoteGroup(string region, Tier tier)
        {
            Quotes++;
            return PriceBook.BuiltIn.QuoteGroup(region, tier);
        }

        public Resources? FindVmSize(string size) => PriceBook.BuiltIn.FindVmSize(size);
    }
}
