using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Ids;

namespace Burst.Control.Applying;

/// <summary>Tells on the node that calls to its host are held back, or no longer.</summary>
internal sealed class CircuitReport(NodeName node, bool isOpen, string reason) : LoopWork
{
    internal override void Execute(StateBatch batch)
    {
        if (batch.State.FindNode(node) is not { } item)
            return;
        if (isOpen)
            batch.Event(item, EventSeverity.Warning, "HostCallsHeldBack", $"Calls for several pods in a row failed; one at a time tries again: {reason}");
        else
            batch.Event(item, EventSeverity.Normal, "HostCallsResumed", "The host answers calls again.");
    }

    public override string ToString() => $"the circuit of node {node}";
}
