using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Core.State;

public sealed partial class ClusterState
{
    /// <summary>Null while pods that name no class have priority 0. Of several the one of the lowest value, as in Kubernetes.</summary>
    public PriorityClass? DefaultPriorityClass { get; private set; }

    /// <summary>The class that gives a pod of this spec its priority; null where there is none, or none of the name.</summary>
    public PriorityClass? FindPriorityClass(PodSpec spec) =>
        spec.PriorityClassName is { } name ? Find<PriorityClass>(ObjectKind.PriorityClass, "", name) : DefaultPriorityClass;

    private void IndexPriorityClass(PriorityClass item)
    {
        priorityClasses[item.Key] = item;
        FindDefaultPriorityClass();
    }

    private void UnindexPriorityClass(PriorityClass item)
    {
        priorityClasses.Remove(item.Key);
        FindDefaultPriorityClass();
    }

    private void FindDefaultPriorityClass() => DefaultPriorityClass = priorityClasses.Values.Where(item => item.GlobalDefault).MinBy(item => item.Value);

    /// <summary>Owners that could make no pod for want of a class try again when there is one.</summary>
    private void NotePriorityClass(ClusterObject item)
    {
        if (item is not PriorityClass)
            return;
        changed.UnionWith(deployments.Keys);
        changed.UnionWith(jobs.Keys);
    }
}
