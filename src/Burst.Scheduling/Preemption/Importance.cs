using Burst.Core.Pods;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// Of pods that could be ended, which to keep rather: the higher priority, then the earlier start (kube-scheduler's <c>MoreImportantPod</c>). What has not
/// started counts as starting now.
/// </summary>
internal sealed class Importance(DateTimeOffset now) : IComparer<Pod>
{
    public DateTimeOffset StartOf(Pod pod) => pod.StartedAt ?? now;

    public int Compare(Pod? x, Pod? y)
    {
        var byPriority = y!.Priority.CompareTo(x!.Priority);
        if (byPriority != 0)
            return byPriority;
        var byStart = StartOf(x).CompareTo(StartOf(y));
        return byStart != 0 ? byStart : x.Key.CompareTo(y.Key);
    }
}
