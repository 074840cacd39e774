using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Alternatives;

/// <summary>No VM at all: every job a container group (or several) from the instant it is submitted, as if quotas had no bounds.</summary>
public static class AllOnAci
{
    public static Alternative Price(Trace trace, SimulationOptions options, IPriceCatalog prices)
    {
        var tier = options.Tiers.IsEmpty ? Tier.Aci : options.Tiers[0];
        var quote = prices.QuoteGroup(options.Region, tier);
        if (quote.Rates is not { } rates)
            return new Alternative(null, trace.Jobs.Length, quote.Refusal);
        var limit = tier == Tier.AciSpot ? GroupSize.SpotMaximum : GroupSize.Maximum;
        var sizes = new Dictionary<TraceShape, ImmutableArray<(int Count, GroupSize Size)>>();
        var (sum, leftOut) = (Charge.Zero, 0);
        foreach (var job in trace.Jobs)
        {
            if (!sizes.TryGetValue(job.Shape, out var groups))
                sizes[job.Shape] = groups = [.. job.Shape.Parts.Select(part => (part.Count, SizeOf(part.Size)))];
            if (groups.Any(group => !group.Size.FitsIn(limit)))
                leftOut++;
            else
                sum += Price(groups, rates, job.DurationMs + (long)options.AciStart.TotalMilliseconds);
        }

        return new Alternative(sum.Round(), leftOut, $"every job on {tier} from its submit on, no quotas");
    }

    private static Charge Price(ImmutableArray<(int Count, GroupSize Size)> groups, UsageRates rates, long millis)
    {
        var sum = Charge.Zero;
        foreach (var (count, size) in groups)
            sum += GroupCharge.Of(rates, size, millis) * count;
        return sum;
    }

    private static GroupSize SizeOf(Resources size) =>
        ContainerGroupSizing.Of(new PodSpec { Containers = [new ContainerSpec { Name = "job", Image = "simulated", Requests = size }] }).Total;
}
