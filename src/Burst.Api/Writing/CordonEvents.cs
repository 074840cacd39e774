using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.Nodes;
using Burst.Core.Objects;

namespace Burst.Api.Writing;

/// <summary>A node that takes no new pods explains a lot; who looks at its events should see since when.</summary>
internal static class CordonEvents
{
    public static ImmutableArray<ClusterEvent> Of(ClusterObject before, ClusterObject after, DateTimeOffset now)
    {
        if (before is not Node was || after is not Node node || was.IsCordoned == node.IsCordoned)
            return [];
        return
        [
            new ClusterEvent
            {
                At = now,
                Severity = EventSeverity.Normal,
                Reason = node.IsCordoned ? "NodeNotSchedulable" : "NodeSchedulable",
                Message = node.IsCordoned ? "The node was cordoned: no new pods are placed on it." : "The node was uncordoned.",
                Regarding = node.Key,
                Uid = node.Metadata.Uid,
            },
        ];
    }
}
