using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.Nodes;
using Burst.Core.Objects;

namespace Burst.Api.Writing;

/// <summary>A node that takes no new pods, or not all, explains a lot; who looks at its events should see since when.</summary>
internal static class NodeEvents
{
    public static ImmutableArray<ClusterEvent> Of(ClusterObject before, ClusterObject after, DateTimeOffset now)
    {
        if (before is not Node was || after is not Node node)
            return [];
        var events = ImmutableArray.CreateBuilder<ClusterEvent>();
        if (was.IsCordoned != node.IsCordoned)
        {
            events.Add(Event(
                node.IsCordoned ? "NodeNotSchedulable" : "NodeSchedulable",
                node.IsCordoned ? "The node was cordoned: no new pods are placed on it." : "The node was uncordoned."));
        }

        if (!was.Taints.SequenceEqual(node.Taints))
            events.Add(Event("TaintsChanged", node.Taints.IsEmpty ? "The node has no taints any more." : $"The node's taints are {string.Join(", ", node.Taints)} now."));
        return events.ToImmutable();

        ClusterEvent Event(string reason, string message) => new()
        {
            At = now,
            Severity = EventSeverity.Normal,
            Reason = reason,
            Message = message,
            Regarding = node.Key,
            Uid = node.Metadata.Uid,
        };
    }
}
