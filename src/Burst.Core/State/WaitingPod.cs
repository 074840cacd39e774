using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// A waiting pod's place in line: the highest priority first, then the oldest; the UID makes the order total. What it asks for is no part of
/// the order.
/// </summary>
/// <param name="CpuMillis">What it asks for wherever it is placed: its overhead counts on VM nodes only.</param>
internal readonly record struct WaitingPod(int Priority, DateTimeOffset CreatedAt, PodUid Uid, long CpuMillis) : IComparable<WaitingPod>
{
    public static WaitingPod Of(Pod pod) => new(pod.Priority, pod.Metadata.CreatedAt, pod.Uid, pod.Spec.ContainerRequests.CpuMillis);

    public int CompareTo(WaitingPod other)
    {
        var byPriority = other.Priority.CompareTo(Priority);
        if (byPriority != 0)
            return byPriority;
        var byAge = CreatedAt.CompareTo(other.CreatedAt);
        return byAge != 0 ? byAge : Uid.CompareTo(other.Uid);
    }
}
