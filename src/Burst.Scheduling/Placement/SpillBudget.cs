using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// What is spilled at this moment: container groups and billed cores by virtual node, pods and hourly price by policy, hourly
/// price in all. Read once a step from the pods themselves (presumed-live ones included), then carried forward by each decision,
/// so that no cap can be passed within a step.
/// </summary>
internal sealed class SpillBudget
{
    private readonly Dictionary<NodeName, (long CpuMillis, int Groups)> byNode = [];
    private readonly Dictionary<ObjectKey, (int Pods, Money PerHour)> byPolicy = [];

    private SpillBudget()
    {
    }

    public Money PerHour { get; private set; }

    public static SpillBudget Read(PlanBuilder plan)
    {
        var budget = new SpillBudget();
        foreach (var node in plan.State.Nodes.Where(node => node.NodeKind == NodeKind.Virtual))
        {
            foreach (var uid in plan.State.LoadOf(node.Name).Pods)
            {
                var pod = plan.State.FindPod(uid)!;
                budget.Add(node.Name, ContainerGroupSizing.Of(pod.Spec).Total, PolicyResolver.Find(plan.State, pod)?.Key, pod.Placement!.PricePerHour);
            }
        }

        return budget;
    }

    public (long CpuMillis, int Groups) OnNode(NodeName node) => byNode.GetValueOrDefault(node);

    public (int Pods, Money PerHour) UnderPolicy(ObjectKey policy) => byPolicy.GetValueOrDefault(policy);

    public void Add(NodeName node, GroupSize size, ObjectKey? policy, Money perHour)
    {
        var (cpu, groups) = byNode.GetValueOrDefault(node);
        byNode[node] = (cpu + size.CpuMillis, groups + 1);
        PerHour += perHour;
        if (policy is not { } key)
            return;
        var (pods, rate) = byPolicy.GetValueOrDefault(key);
        byPolicy[key] = (pods + 1, rate + perHour);
    }
}
