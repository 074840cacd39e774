using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.State;

namespace Burst.Control.Observing;

/// <summary>The full inventory of a node, and when the reading began.</summary>
internal sealed class InventoryReport(ObservationReducer reducer, NodeName node, DateTimeOffset readSince, IReadOnlyList<PodObservation> pods) : HostReport
{
    private InventoryFindings found = new([], []);

    /// <summary>What a successor has made is nobody's to a leader that does not know yet that it is none any more.</summary>
    protected override void TakeIn(StateBatch batch)
    {
        found = reducer.Inventory(batch, node, readSince, pods);
        if (found.Orphans.Count > 0)
            batch.RequireLease();
    }

    public override string ToString() => $"the inventory of node {node} ({pods.Count} pods)";

    /// <summary>Only what is durable may lead to a call.</summary>
    internal override void Complete(ClusterState state)
    {
        reducer.EndOrphans(node, found.Orphans, pods);
        reducer.LookUp(node, found.Missing);
    }
}
