using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Observing;

/// <summary>The full inventory of a node, and when the reading began.</summary>
internal sealed class InventoryReport(ObservationReducer reducer, NodeName node, DateTimeOffset readSince, IReadOnlyList<PodObservation> pods) : LoopWork
{
    internal override void Execute(StateBatch batch) => reducer.Inventory(batch, node, readSince, pods);
}
