using System.Collections.Immutable;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Simulation.Engine;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Alternatives;

/// <summary>
/// As many VM nodes as it takes that no job ever waits: each pod goes onto the fullest node that has room for it when it is
/// submitted, and another node is added when none has. Of a mix of sizes the nodes of the mix are added first, in its order, then
/// more of the first size that can take the pod.
/// </summary>
public static class VmsForPeak
{
    public static Alternative Price(Trace trace, SimulationOptions options, IPriceCatalog prices)
    {
        var pools = new PricedVms(options, prices).Pools;
        if (pools.FirstOrDefault(priced => priced.Rates is null) is { } unpriced)
            return new Alternative(null, trace.Jobs.Length, unpriced.Refusal);
        var pool = new GrowingPool(pools);
        var ends = new PriorityQueue<(int Node, Resources Size), long>();
        var (leftOut, first, last) = (0, long.MaxValue, long.MinValue);
        foreach (var job in trace.Jobs)
        {
            Release(pool, ends, job.SubmitMs);
            if (!job.Shape.Parts.All(part => pool.CanTake(part.Size)))
            {
                leftOut++;
                continue;
            }

            var end = job.SubmitMs + (long)options.VmStart.TotalMilliseconds + job.DurationMs;
            (first, last) = (Math.Min(first, job.SubmitMs), Math.Max(last, end));
            Take(pool, ends, job.Shape.Parts, end);
        }

        var millis = leftOut == trace.Jobs.Length ? 0 : last - first;
        var charge = pool.Nodes.Aggregate(Charge.Zero, (sum, entry) => sum + (Charge.OfNode(entry.Pool.Rates!, millis) * entry.Nodes));
        return new Alternative(charge.Round(), leftOut, $"{pool.Vms} ({options.VmTier}), no job ever waits", pool.Vms);
    }

    private static void Release(GrowingPool pool, PriorityQueue<(int Node, Resources Size), long> ends, long nowMs)
    {
        while (ends.TryPeek(out var ended, out var at) && at <= nowMs)
        {
            ends.Dequeue();
            pool.Release(ended.Node, ended.Size);
        }
    }

    private static void Take(GrowingPool pool, PriorityQueue<(int Node, Resources Size), long> ends, ImmutableArray<TracePods> parts, long endMs)
    {
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Count; i++)
                ends.Enqueue((pool.Take(part.Size), part.Size), endMs);
        }
    }
}
