using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;

namespace Burst.Core.State;

/// <summary>What a disruption budget leaves at the moment.</summary>
/// <param name="Expected">Pods that there should be.</param>
/// <param name="Healthy">Of those, ready ones that nobody has asked to go.</param>
/// <param name="Desired">How many of them must stay.</param>
public readonly record struct DisruptionRoom(int Expected, int Healthy, int Desired)
{
    public int Allowed => Math.Max(0, Healthy - Desired);

    public static DisruptionRoom Of(ClusterState state, PodDisruptionBudget budget)
    {
        var (single, healthy) = (0, 0);
        var owners = new SortedSet<ObjectKey>();
        foreach (var pod in state.Pods)
        {
            if (!budget.Selects(pod.Metadata) || pod.IsTerminal)
                continue;
            if (pod.Owner is { } owner)
                owners.Add(owner);
            else
                single++;
            if (pod.IsActive && PodReadiness.IsReady(pod))
                healthy++;
        }

        var expected = single + owners.Sum(owner => PodsOf(state, owner));
        var desired = budget.MinAvailable is { } least ? least.Of(expected) : expected - (budget.MaxUnavailable?.Of(expected) ?? 0);
        return new DisruptionRoom(expected, healthy, Math.Max(0, desired));
    }

    /// <summary>What its owner keeps up, so that what is missing counts as missing.</summary>
    private static int PodsOf(ClusterState state, ObjectKey owner) => state.Find(owner) switch
    {
        Deployment deployment => deployment.Replicas,
        _ => state.PodsOf(owner).Count(pod => !pod.IsTerminal && !pod.IsLost),
    };
}
