using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Who is looked at before whom: the highest priority first, then the oldest; those that the plan creates come after those of the state, in
/// the order created.
/// </summary>
internal readonly record struct PlaceInLine(int Priority, DateTimeOffset CreatedAt, int Order, PodUid Uid) : IComparable<PlaceInLine>
{
    public static PlaceInLine Of(Pod pod, int order = 0) => new(pod.Priority, pod.Metadata.CreatedAt, order, pod.Uid);

    public int CompareTo(PlaceInLine other)
    {
        var byPriority = other.Priority.CompareTo(Priority);
        return byPriority != 0 ? byPriority : (CreatedAt, Order, Uid).CompareTo((other.CreatedAt, other.Order, other.Uid));
    }
}
