using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;

namespace Burst.Scheduling.Preemption;

/// <summary>What disruption budgets leave, less what this plan has ended for others. Looked at only once there are victims.</summary>
internal sealed class Disruptions(ClusterState state)
{
    private readonly SortedDictionary<ObjectKey, int> allowed = [];

    /// <summary>
    /// Those of the pods that would pass a budget if all of them went, the most important first: each takes one of every budget that selects it, and passes one
    /// that is used up by then (kube-scheduler's <c>filterPodsWithPDBViolation</c>).
    /// </summary>
    public HashSet<PodUid> FindViolating(IReadOnlyList<Pod> byImportance)
    {
        var violating = new HashSet<PodUid>();
        if (state.DisruptionBudgets.Count == 0)
            return violating;
        var left = new Dictionary<ObjectKey, int>();
        foreach (var pod in byImportance)
        {
            foreach (var budget in state.DisruptionBudgets.Where(budget => budget.Selects(pod.Metadata)))
            {
                left[budget.Key] = left.GetValueOrDefault(budget.Key, Allowed(budget)) - 1;
                if (left[budget.Key] < 0)
                    violating.Add(pod.Uid);
            }
        }

        return violating;
    }

    /// <summary>It is ended.</summary>
    public void NoteEnded(Pod pod)
    {
        foreach (var budget in state.DisruptionBudgets.Where(budget => budget.Selects(pod.Metadata)))
            allowed[budget.Key] = Allowed(budget) - 1;
    }

    private int Allowed(PodDisruptionBudget budget)
    {
        if (!allowed.TryGetValue(budget.Key, out var room))
            allowed[budget.Key] = room = DisruptionRoom.Of(state, budget).Allowed;
        return room;
    }
}
