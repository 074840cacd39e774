using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Engine;

/// <summary>One pod that was given a place, and when it runs there, in milliseconds on the trace's clock.</summary>
/// <param name="PlacedMs">Capacity is held, and ACI bills, from here to the end.</param>
/// <param name="StartMs">When its code runs.</param>
public sealed record PodRun(TraceJob Job, UsageRecord Usage, long PlacedMs, long StartMs, long EndMs)
{
    public NodeName Node => Usage.Node;

    public Tier Tier => Usage.Tier;
}
