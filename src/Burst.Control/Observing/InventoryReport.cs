using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.State;

namespace Burst.Control.Observing;

/// <summary>The full inventory of a node, and when the reading began.</summary>
internal sealed class InventoryReport(ObservationReducer reducer, NodeName node, DateTimeOffset readSince, IReadOnlyList<PodObservation> pods) : HostReport
{
    private IReadOnlyList<PodUid> orphans = [];

    protected override void TakeIn(StateBatch batch) => orphans = reducer.Inventory(batch, node, readSince, pods);

    public override string ToString() => $"the inventory of node {node} ({pods.Count} pods)";

    /// <summary>Only what is durable may lead to a call.</summary>
    internal override void Complete(ClusterState state) => reducer.EndOrphans(node, orphans);
}
