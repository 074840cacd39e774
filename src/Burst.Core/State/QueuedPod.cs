using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>A pod's place in a line: oldest first; the UID makes the order total.</summary>
internal readonly record struct QueuedPod(DateTimeOffset CreatedAt, PodUid Uid) : IComparable<QueuedPod>
{
    public static QueuedPod Of(Pod pod) => new(pod.Metadata.CreatedAt, pod.Uid);

    public int CompareTo(QueuedPod other)
    {
        var byAge = CreatedAt.CompareTo(other.CreatedAt);
        return byAge != 0 ? byAge : Uid.CompareTo(other.Uid);
    }
}
