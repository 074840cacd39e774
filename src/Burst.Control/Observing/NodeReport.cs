using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Observing;

/// <summary>
/// A node answered its check, or did not: then <paramref name="heartbeat"/> is null and the error says why. It is not kept over a
/// failed commit: the next report comes by itself, and an outage would pile them up.
/// </summary>
internal sealed class NodeReport(ObservationReducer reducer, NodeName node, HostHeartbeat? heartbeat, string error) : HostReport
{
    public override string ToString() => $"the report of node {node}";

    protected override void TakeIn(StateBatch batch)
    {
        if (heartbeat is not null)
            reducer.Answered(batch, node, heartbeat);
        else
            reducer.Silent(batch, node, error);
    }
}
