using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Nodes;
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
    private readonly Dictionary<NodeName, VirtualCapacity> addedByNode = [];
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

    public VirtualCapacity OnNode(NodeName node) => plan.State.LoadOf(node).Held + addedByNode.GetValueOrDefault(node);

    /// <summary>What the node may hold, with what the decisions so far have put on the nodes that draw from the same quotas.</summary>
    public VirtualCapacity CapacityOf(Node node)
    {
        if (node.Quota is null)
            return VirtualCapacity.Of(node, default);
        var siblings = default(VirtualCapacity);
        foreach (var other in plan.State.SharersOf(node))
        {
            if (other.Name != node.Name)
                siblings += OnNode(other.Name);
        }

        return VirtualCapacity.Of(node, siblings);
    }

    public (int Pods, Money PerHour) UnderPolicy(ObjectKey policy)
    {
        byPolicy ??= ReadPolicies();
        var (pods, rate) = byPolicy.GetValueOrDefault(policy);
        var (morePods, moreRate) = addedByPolicy.GetValueOrDefault(policy);
        return (pods + morePods, rate + moreRate);
    }

    public void Add(NodeName node, Tier tier, GroupSize size, ObjectKey? policy, Money perHour) => Change(node, tier, size.CpuMillis, 1, policy, perHour);

    public void TakeBack(NodeName node, Tier tier, GroupSize size, ObjectKey? policy, Money perHour) =>
        Change(node, tier, -size.CpuMillis, -1, policy, Money.Zero - perHour);

    private void Change(NodeName node, Tier tier, long cpuMillis, int count, ObjectKey? policy, Money perHour)
    {
        if (CanarySwitch.Sings(Canary.CapCheckedOncePerStep))
            return;
        addedByNode[node] = addedByNode.GetValueOrDefault(node) + VirtualCapacity.Of(tier, cpuMillis, count);
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
