using Burst.Core.Pods;
using Burst.Core.Policies;

namespace Burst.Scheduling.Placement;

internal sealed partial class PodPlacer
{
    /// <summary>Writes down why a pod waits, and has it looked at again when its time to spill has come.</summary>
    private void Block(Pod pod, ShapeQueue queue)
    {
        if (preemptor.IsUnderWay(pod))
        {
            plan.Block(pod, Preempting);
            return;
        }

        if (pod.Spec.IsGated)
        {
            recorder.Hold(pod);
            return;
        }

        var policy = PolicyResolver.Find(plan.State, pod);
        if (FindGate(pod, pod.Gang is null ? 1 : FindGang(pod).Count) is { } gate)
        {
            recorder.Block(pod, policy, Considered.Nothing, gate, gate);
            return;
        }

        var mayUseVm = Stages(policy).Contains(true);
        var mayUseAci = Stages(policy).Contains(false);
        var isDue = mayUseAci && IsDue(pod, policy!);
        var notes = new List<string>();
        if (policy is null)
            notes.Add("no burst policy lets it spill");
        else if (mayUseAci && !isDue)
            notes.Add(Hold(pod, policy));
        if (isDue && queue.CreatesAt is { } at)
            notes.Add($"container groups can be created again at {at:HH:mm:ss}Z");
        if (isDue)
            queue.SpillOffers ??= spill.Evaluate(pod, policy!);
        if (isDue && queue.SpillOffers!.Min(offer => offer.AskedAgainAt) is { } again)
            notes.Add($"a place that had no capacity is asked again at {again:HH:mm:ss}Z");
        if (options.WritesReasons && mayUseVm)
            queue.OnVm ??= Considered.Of(plan.State, vm.Evaluate(pod));
        var cause = (isDue ? FindCause(queue.SpillOffers!) : null) ?? (mayUseVm ? FindVmCause(pod, queue) : null) ?? "no node of the kind its policy asks for";
        recorder.Block(pod, policy, Seen(policy, mayUseVm ? queue.OnVm : null, isDue ? queue.SpillOffers : null), string.Join("; ", notes), cause);
    }

    private string Hold(Pod pod, BurstPolicy policy)
    {
        var due = pod.Metadata.CreatedAt + policy.After;
        plan.Wake(pod.Key, due);
        return options.WritesReasons ? $"spills at {due:HH:mm:ss}Z (after {PlacementRecorder.Show(policy.After)}) if no VM frees up" : "";
    }

    /// <summary>What was looked at before and with the stage that found the place, in the order of the mode.</summary>
    private Considered Seen(ShapeQueue queue, BurstPolicy? policy, Considered last) => policy?.Mode switch
    {
        BurstMode.Overflow when last.HasVirtual => Seen(policy, queue.OnVm, null).Then(last),
        BurstMode.Prefer when last.HasVm => Seen(policy, null, queue.SpillOffers).Then(last),
        _ => last,
    };

    private Considered Seen(BurstPolicy? policy, Considered? onVm, List<Offer>? spilled)
    {
        var (vms, virtuals) = (onVm ?? Considered.Nothing, Considered.Of(plan.State, spilled ?? []));
        return policy?.Mode == BurstMode.Prefer ? virtuals.Then(vms) : vms.Then(virtuals);
    }

    private string? FindVmCause(Pod pod, ShapeQueue queue)
    {
        if (!queue.VmCause.IsKnown)
            queue.VmCause = (true, vm.FindCause(pod));
        return queue.VmCause.Obstacle;
    }

    /// <summary>The commonest obstacle; of equally common ones the first met, which is that of the preferred tier.</summary>
    private static string? FindCause(List<Offer> offers)
    {
        string? cause = null;
        var most = 0;
        foreach (var offer in offers)
        {
            var count = offer.Fits ? 0 : offers.Count(other => other.Obstacle == offer.Obstacle);
            if (count > most)
                (cause, most) = (offer.Obstacle, count);
        }

        return cause;
    }
}
