using Burst.Core.Ids;

namespace Burst.Control.Observing;

/// <summary>What one full list of a node left open: pods it should have shown, and pods it showed that no intent claims.</summary>
internal sealed record NodeSuspicions(SortedSet<PodUid> Missing, SortedSet<PodUid> Unclaimed)
{
    public static readonly NodeSuspicions None = new([], []);
}
