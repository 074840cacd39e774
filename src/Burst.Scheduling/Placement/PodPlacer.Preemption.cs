using Burst.Core.Pods;
using Burst.Scheduling.Preemption;

namespace Burst.Scheduling.Placement;

internal sealed partial class PodPlacer
{
    private const string Preempting = "waits for pods of lower priority to end";

    /// <summary>Has others ended for a pod that finds no place; whether room is kept for it from now on.</summary>
    private bool TryPreempt(ShapeQueue queue)
    {
        var pod = plan.Latest(queue.Head);
        if (!preemptor.MayHelp(pod) || FindGate(pod, 1) is not null || preemptor.IsUnderWay(pod))
            return false;
        if (IsLeftToVm(pod) && preemptor.Preempt(pod) is { } found)
        {
            NotePreempted(plan.Latest(pod), found, queue);
            return true;
        }

        if (pod.NominatedNode is not null)
            preemptor.Withdraw(pod);
        return false;
    }

    /// <summary>
    /// Spilling costs money, and ending another loses its work: what may spill does so, or waits until it may, and has others ended only once it has
    /// been refused. That groups cannot be created so fast is no refusal.
    /// </summary>
    private bool IsLeftToVm(Pod pod)
    {
        var policy = PolicyResolver.Find(plan.State, pod);
        var stages = Stages(policy);
        return stages.Contains(true)
            && (!stages.Contains(false) || (IsDue(pod, policy!) && spill.WaitForCreates(spill.Evaluate(pod, policy!)) is null));
    }

    private void NotePreempted(Pod pod, Candidate found, ShapeQueue queue)
    {
        if (!options.WritesReasons)
        {
            plan.Block(pod, Preempting);
            return;
        }

        var policy = PolicyResolver.Find(plan.State, pod);
        queue.OnVm ??= Considered.Of(plan.State, vm.Evaluate(pod));
        recorder.Block(pod, policy, Seen(policy, queue.OnVm, queue.SpillOffers), Describe(found), Preempting);
    }

    private static string Describe(Candidate found) => found.Victims.Count == 0
        ? $"pods of lower priority are ending on {found.Node}, and their room is kept for it"
        : $"preempts {string.Join(", ", found.Victims.Select(victim => $"{victim.Metadata.Namespace}/{victim.Metadata.Name} (priority {victim.Priority})"))} on {found.Node}, and their room is kept for it";
}
