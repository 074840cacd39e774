using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Simulation.Engine;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Alternatives;

/// <summary>
/// As many VM nodes as it takes that no job ever waits: each pod goes onto the fullest node that has room for it when it is
/// submitted, and another node is added when none has.
/// </summary>
public static class VmsForPeak
{
    public static Alternative Price(Trace trace, SimulationOptions options, IPriceCatalog prices)
    {
        var quote = prices.QuoteVm(options.Region, options.VmSize, options.VmTier, options.ReservedYears);
        if (quote.Rates is not { } rates || prices.FindVmSize(options.VmSize) is not { } capacity)
            return new Alternative(null, trace.Jobs.Length, quote.Refusal);
        var pool = new GrowingPool(capacity);
        var ends = new PriorityQueue<(int Node, Resources Size), long>();
        var (leftOut, first, last) = (0, long.MaxValue, long.MinValue);
        foreach (var job in trace.Jobs)
        {
            while (ends.TryPeek(out var ended, out var at) && at <= job.SubmitMs)
            {
                ends.Dequeue();
                pool.Release(ended.Node, ended.Size);
            }

            if (job.Shape.Parts.Any(part => !part.Size.FitsIn(capacity)))
            {
                leftOut++;
                continue;
            }

            var end = job.SubmitMs + (long)options.VmStart.TotalMilliseconds + job.DurationMs;
            (first, last) = (Math.Min(first, job.SubmitMs), Math.Max(last, end));
            foreach (var part in job.Shape.Parts)
            {
                for (var i = 0; i < part.Count; i++)
                    ends.Enqueue((pool.Take(part.Size), part.Size), end);
            }
        }

        var charge = leftOut == trace.Jobs.Length ? Charge.Zero : Charge.OfNode(rates, last - first) * pool.Nodes;
        return new Alternative(charge.Round(), leftOut, $"{pool.Nodes} x {options.VmSize} ({options.VmTier}), no job ever waits");
    }
}
