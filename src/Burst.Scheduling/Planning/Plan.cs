using Burst.Core.Events;
using Burst.Core.Storage;

namespace Burst.Scheduling.Planning;

/// <summary>All that one step decided, in the order decided.</summary>
public sealed record Plan(
    IReadOnlyList<Change> Changes,
    IReadOnlyList<ClusterEvent> Events,
    IReadOnlyList<PlacementDecision> Decisions,
    IReadOnlyList<Wake> Wakes,
    IReadOnlyList<BlockedPod> Blocked)
{
    public bool IsEmpty => Changes.Count == 0 && Events.Count == 0 && Decisions.Count == 0;
}
