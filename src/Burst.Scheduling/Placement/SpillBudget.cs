using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// What is spilled at this moment: container groups and billed cores by virtual node, pods and hourly price by policy, hourly
/// price in all. What the state holds (presumed-live pods included) is carried forward by each decision, so that no cap can be
/// passed within a step. Policies are read from the pods themselves, and only those that set a limit.
/// </summary>
internal sealed class SpillBudget(PlanBuilder plan)
{
    private readonly Dictionary<NodeName, (long CpuMillis, int Groups)> addedByNode = [];
    private readonly Dictionary<ObjectKey, (int Pods, Money PerHour)> addedByPolicy = [];
    private Dictionary<ObjectKey, (int Pods, Money PerHour)>? byPolicy;
    private Money addedPerHour;

    public Money PerHour
    {
        get
        {
            var sum = addedPerHour;
            foreach (var node in plan.State.VirtualNodes)
                sum += plan.State.LoadOf(node.Name).PricePerHour;
            return sum;
        }
    }

    public (long CpuMillis, int Groups) OnNode(NodeName node)
    {
        var load = plan.State.LoadOf(node);
        var (cpu, groups) = addedByNode.GetValueOrDefault(node);
        return (load.Billed.CpuMillis + cpu, load.Pods.Count + groups);
    }

    public (int Pods, Money PerHour) UnderPolicy(ObjectKey policy)
    {
        byPolicy ??= ReadPolicies();
        var (pods, rate) = byPolicy.GetValueOrDefault(policy);
        var (morePods, moreRate) = addedByPolicy.GetValueOrDefault(policy);
        return (pods + morePods, rate + moreRate);
    }

    public void Add(NodeName node, GroupSize size, ObjectKey? policy, Money perHour) => Change(node, size.CpuMillis, 1, policy, perHour);

    public void TakeBack(NodeName node, GroupSize size, ObjectKey? policy, Money perHour) =>
        Change(node, -size.CpuMillis, -1, policy, Money.Zero - perHour);

    private void Change(NodeName node, long cpuMillis, int count, ObjectKey? policy, Money perHour)
    {
        if (CanarySwitch.Sings(Canary.CapCheckedOncePerStep))
            return;
        var (cpu, groups) = addedByNode.GetValueOrDefault(node);
        addedByNode[node] = (cpu + cpuMillis, groups + count);
        addedPerHour += perHour;
        if (policy is not { } key)
            return;
        var (pods, rate) = addedByPolicy.GetValueOrDefault(key);
        addedByPolicy[key] = (pods + count, rate + perHour);
    }

    private Dictionary<ObjectKey, (int Pods, Money PerHour)> ReadPolicies()
    {
        var sums = new Dictionary<ObjectKey, (int Pods, Money PerHour)>();
        foreach (var node in plan.State.VirtualNodes)
        {
            foreach (var uid in plan.State.LoadOf(node.Name).Pods)
            {
                var pod = plan.State.FindPod(uid)!;
                if (PolicyResolver.Find(plan.State, pod) is not { } policy)
                    continue;
                var (pods, rate) = sums.GetValueOrDefault(policy.Key);
                sums[policy.Key] = (pods + 1, rate + pod.Placement!.PricePerHour);
            }
        }

        return sums;
    }
}
