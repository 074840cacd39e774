using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Core.State;

/// <summary>What the pods on one node hold of it, kept up to date with every change.</summary>
public sealed class NodeLoad
{
    private readonly OrderedOnDemand<PodUid> pods = new();

    private readonly SortedDictionary<int, (int Pods, Resources Requested)> byPriority = [];

    /// <summary>Pods that hold capacity, ordered by UID.</summary>
    public IReadOnlyCollection<PodUid> Pods => pods;

    public Resources Requested { get; private set; }

    /// <summary>Of the pod that would be ended first; <see cref="int.MaxValue"/> where there is none.</summary>
    public int LowestPriority { get; private set; } = int.MaxValue;

    /// <summary>The same of what there is beside CPU and memory.</summary>
    public ScalarResources ScalarRequests { get; private set; } = ScalarResources.None;

    /// <summary>The node's ports that lead to its pods.</summary>
    public ImmutableList<HostPort> HostPorts { get; private set; } = [];

    /// <summary>What the pods' container groups are billed for; meaningful on a virtual node.</summary>
    public GroupSize Billed { get; private set; }

    /// <summary>The same by quota: regular and Spot cores apart.</summary>
    public VirtualCapacity Held { get; private set; }

    /// <summary>The sum of what the pods' places add to the bill while they live.</summary>
    public Money PricePerHour { get; private set; }

    /// <summary>What pods of lower priority than this have asked for.</summary>
    public Resources RequestedBelow(int priority)
    {
        var sum = Resources.Zero;
        foreach (var (held, level) in byPriority)
        {
            if (held >= priority)
                break;
            sum += level.Requested;
        }

        return sum;
    }

    internal void Add(Pod pod)
    {
        if (pod.HostState == HostState.DeleteIntended && Canaries.CanarySwitch.Sings(Canary.EndingHoldsNothing))
            return;
        if (!pods.Add(pod.Uid))
            return;
        Requested += pod.Spec.TotalRequests;
        CountPriority(pod, 1);
        ScalarRequests += pod.Spec.ScalarRequests;
        HostPorts = HostPorts.AddRange(pod.Spec.HostPorts);
        PricePerHour += pod.Placement!.PricePerHour;
        if (!pod.Placement.Tier.IsVm)
            AddGroup(pod.Placement.Tier, ContainerGroupSizing.Of(pod.Spec).Total, 1);
    }

    internal void Remove(Pod pod)
    {
        if (!pods.Remove(pod.Uid))
            return;
        Requested -= pod.Spec.TotalRequests;
        CountPriority(pod, -1);
        ScalarRequests -= pod.Spec.ScalarRequests;
        HostPorts = HostPorts.RemoveRange(pod.Spec.HostPorts);
        PricePerHour -= pod.Placement!.PricePerHour;
        if (!pod.Placement.Tier.IsVm)
            AddGroup(pod.Placement.Tier, ContainerGroupSizing.Of(pod.Spec).Total, -1);
        if (pod.HostState == HostState.DeleteIntended && pod.Spec.TotalRequests.FitsIn(Requested) && Canaries.CanarySwitch.Sings(Canary.RoomGivenBackTwice))
            Requested -= pod.Spec.TotalRequests;
    }

    private void CountPriority(Pod pod, int sign)
    {
        var level = byPriority.GetValueOrDefault(pod.Priority);
        var requested = sign > 0 ? level.Requested + pod.Spec.TotalRequests : level.Requested - pod.Spec.TotalRequests;
        if (level.Pods + sign > 0)
        {
            byPriority[pod.Priority] = (level.Pods + sign, requested);
            LowestPriority = Math.Min(LowestPriority, pod.Priority);
            return;
        }

        byPriority.Remove(pod.Priority);
        LowestPriority = byPriority.Count == 0 ? int.MaxValue : byPriority.First().Key;
    }

    private void AddGroup(Tier tier, GroupSize size, int sign)
    {
        Billed = sign > 0 ? Billed + size : Billed - size;
        Held += VirtualCapacity.Of(tier, sign * size.CpuMillis, sign);
    }
}
