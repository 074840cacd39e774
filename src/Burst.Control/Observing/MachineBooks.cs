using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Control.Observing;

/// <summary>Takes what a host says of its node's machine into the node's record, so that the node offers what is there and no more.</summary>
internal static class MachineBooks
{
    /// <summary>Without effect when the heartbeat says nothing of a machine, or nothing new.</summary>
    public static void Observe(StateBatch batch, NodeName name, HostHeartbeat heartbeat)
    {
        if (heartbeat.Machine is not { } said || batch.State.FindNode(name) is not { NodeKind: NodeKind.Vm } node)
            return;
        var machine = said with { Memory = Keep(node.Machine?.Memory, said.Memory), Disk = Keep(node.Machine?.Disk, said.Disk) };
        if (machine.Equals(node.Machine))
            return;
        var known = node with
        {
            Machine = machine,
            Metadata = node.Metadata with { Labels = MachineLabels.Renew(node.Metadata.Labels, node.Machine, machine) },
        };
        batch.Put(known);
        if (known.Allocatable != node.Allocatable)
            batch.Event(known, EventSeverity.Normal, "AllocatableChanged", Describe(known));
        Tell(batch, known, "MemoryPressure", node.Machine?.Memory, machine.Memory);
        Tell(batch, known, "DiskPressure", node.Machine?.Disk, machine.Disk);
    }

    /// <summary>What is as it was keeps its beginning, also over a restart.</summary>
    private static NodePressure? Keep(NodePressure? before, NodePressure? now) => before is not null && now is not null && before.IsUnder == now.IsUnder ? before : now;

    private static void Tell(StateBatch batch, Node node, string what, NodePressure? before, NodePressure? now)
    {
        if (now is not null && now.IsUnder != (before?.IsUnder ?? false))
            batch.Event(node, now.IsUnder ? EventSeverity.Warning : EventSeverity.Normal, now.IsUnder ? $"NodeHas{what}" : $"NodeHasNo{what}", now.Message);
    }

    /// <summary>An older node of the same machine, which the heartbeat, or an earlier one, tells; null when there is none.</summary>
    public static Node? FindTwin(ClusterState state, Node node, HostHeartbeat heartbeat)
    {
        if ((heartbeat.Machine ?? node.Machine)?.Identity is not { } identity)
            return null;
        return state.Nodes.FirstOrDefault(other => other.Name != node.Name && other.Machine?.Identity == identity
            && (other.Metadata.CreatedAt, other.Name).CompareTo((node.Metadata.CreatedAt, node.Name)) < 0);
    }

    private static string Describe(Node node)
    {
        var machine = node.Machine!;
        var parts = new List<string>();
        if (node.Reserve is { } reserve)
            parts.Add($"{reserve} are reserved");
        if (machine.ForeignContainers > 0)
            parts.Add($"{machine.ForeignContainers} container(s) of others have reserved {machine.Foreign}");
        return $"The node offers {node.Allocatable} now: its machine has {machine.Total}, its size {node.Capacity}{string.Concat(parts.Select(part => $"; {part}"))}.";
    }
}
