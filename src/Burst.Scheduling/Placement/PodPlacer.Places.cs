using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Scheduling.Placement;

internal sealed partial class PodPlacer
{
    private bool TryVm(List<Pod> members, BurstPolicy? policy, ShapeQueue queue)
    {
        if (queue.HasNoVm)
            return false;
        return members is [var alone] ? TryVm(alone, policy, queue) : TryVmTogether(members, policy, queue);
    }

    /// <summary>What nearly all pods come to: no lists are made for one.</summary>
    private bool TryVm(Pod pod, BurstPolicy? policy, ShapeQueue queue)
    {
        if (vm.Choose(pod) is not { } name)
        {
            NoteNoVm(pod, queue);
            return false;
        }

        var (seen, best) = OfferOf(pod, plan.State.FindNode(name)!);
        vm.Take(name, pod);
        recorder.Place(pod, policy, Seen(queue, policy, seen), best);
        preemptor.NotePlaced(pod, name);
        return true;
    }

    private void NoteNoVm(Pod pod, ShapeQueue queue)
    {
        queue.HasNoVm = true;
        if (options.WritesReasons)
            queue.OnVm = Considered.Of(plan.State, vm.Evaluate(pod));
    }

    private bool TryVmTogether(List<Pod> members, BurstPolicy? policy, ShapeQueue queue)
    {
        var found = new List<(Pod Pod, Considered Seen, Offer Best)>();
        if (FindPlaces(members, TryOne) is { } left)
        {
            NoteNoVm(left, queue);
            foreach (var (pod, _, best) in found)
                vm.TakeBack(best.Node.Name, pod);
            return false;
        }

        foreach (var (pod, seen, best) in found)
        {
            recorder.Place(pod, policy, Seen(queue, policy, seen), best);
            preemptor.NotePlaced(pod, best.Node.Name);
        }

        return true;

        bool TryOne(Pod pod)
        {
            if (vm.Choose(pod) is not { } name)
                return false;
            var (seen, best) = OfferOf(pod, plan.State.FindNode(name)!);
            found.Add((pod, seen, best));
            vm.Take(name, pod);
            return true;
        }
    }

    /// <summary>The first that finds no place, or null. Members of a gang may want each other near: then it is tried again after the others.</summary>
    private static Pod? FindPlaces(List<Pod> members, Func<Pod, bool> tryOne)
    {
        if (!members.Exists(pod => pod.Spec.DependsOnPods))
            return members.Find(pod => !tryOne(pod));
        for (var left = members; left.Count > 0;)
        {
            var without = left.FindAll(pod => !tryOne(pod));
            if (without.Count == left.Count)
                return without[0];
            left = without;
        }

        return null;
    }

    private (Considered Seen, Offer Best) OfferOf(Pod pod, Core.Nodes.Node node)
    {
        if (!options.WritesReasons)
            return (Considered.Nothing, new Offer(node, node.Tiers[0], null, "", Money.Zero));
        var seen = vm.EvaluateWith(node, pod);
        return (Considered.Of(plan.State, seen), seen.Find(offer => offer.Node.Name == node.Name)!);
    }

    private bool TrySpill(List<Pod> members, BurstPolicy policy, ShapeQueue queue)
    {
        if (queue.HasNoSpill || IsBeyondQuota(members[0], queue))
            return false;
        var found = new List<(Pod Pod, List<Offer> Seen, Offer Best)>();
        if (FindPlaces(members, TryOne) is not null)
        {
            queue.HasNoSpill = true;
            queue.CreatesAt = spill.WaitForCreates(queue.SpillOffers!);
            foreach (var (pod, _, best) in found)
                Spend(pod, policy, best, -1);
            return false;
        }

        foreach (var (pod, seen, best) in found)
            recorder.Place(pod, policy, Seen(queue, policy, Considered.Of(plan.State, seen)), best);
        return true;

        bool TryOne(Pod pod)
        {
            var offers = spill.Evaluate(pod, policy);
            if (spill.Choose(pod, policy, offers) is not { } best)
            {
                queue.SpillOffers = offers;
                return false;
            }

            found.Add((pod, offers, best));
            Spend(pod, policy, best, 1);
            return true;
        }
    }

    /// <summary>The cheap look before the full one, where nobody reads the reasons.</summary>
    private bool IsBeyondQuota(Pod pod, ShapeQueue queue)
    {
        if (options.WritesReasons || queue.IsMarked || pod.Spec.ContainerRequests.CpuMillis <= spill.FindRoom())
            return false;
        spill.WakeForCreates();
        return queue.HasNoSpill = true;
    }

    /// <summary>Books a container group into quotas, caps and the create rate, or takes it back.</summary>
    private void Spend(Pod pod, BurstPolicy policy, Offer offer, int sign)
    {
        var (node, size) = (offer.Node.Name, ContainerGroupSizing.Of(pod.Spec).Total);
        topology.Note(pod, node, sign);
        plan.AddCreates(node, sign);
        if (sign > 0)
        {
            budget.Add(node, offer.Tier, size, policy.Key, offer.PricePerHour!.Value);
            spill.Add(offer, size);
        }
        else
        {
            budget.TakeBack(node, offer.Tier, size, policy.Key, offer.PricePerHour!.Value);
            spill.TakeBack(offer, size);
        }
    }
}
