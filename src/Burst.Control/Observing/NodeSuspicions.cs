using Burst.Core.Ids;

namespace Burst.Control.Observing;

/// <summary>What one full list of a node left open.</summary>
/// <param name="Missing">Pods it should have shown.</param>
/// <param name="Unclaimed">Pods it showed that no intent claims.</param>
/// <param name="EndingUnseen">Pods that are to end, and that it did not show although the host has not said yet that they are gone.</param>
internal sealed record NodeSuspicions(SortedSet<PodUid> Missing, SortedSet<PodUid> Unclaimed, SortedSet<PodUid> EndingUnseen)
{
    public static readonly NodeSuspicions None = new([], [], []);
}
