using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Gives waiting pods their places, oldest first: on VM nodes where they fit, on virtual nodes where their policy lets them
/// spill. A pod that gets none carries the reason.
/// </summary>
internal sealed class PodPlacer
{
    private readonly PlanBuilder plan;
    private readonly VmOffers vm;
    private readonly SpillOffers spill;
    private readonly SpillBudget budget;
    private readonly PlacementRecorder recorder;

    /// <summary>Capacity only shrinks within a step: what found no VM node for one pod finds none for its twins.</summary>
    private readonly Dictionary<string, List<Offer>> shapesWithoutVm = new(StringComparer.Ordinal);

    public PodPlacer(PlanBuilder plan, PlannerOptions options, IPriceCatalog prices, HostLimits hostLimits)
    {
        this.plan = plan;
        vm = new VmOffers(plan, hostLimits);
        budget = SpillBudget.Read(plan);
        spill = new SpillOffers(plan, budget, options, prices, hostLimits);
        recorder = new PlacementRecorder(plan, prices);
    }

    public void PlaceWaiting()
    {
        var waiting = plan.State.WaitingPods.Concat(plan.CreatedPods).Where(pod => !plan.IsRemoved(pod)).Select(plan.Latest);
        foreach (var pod in waiting.Where(pod => pod is { HostState: HostState.None, IsTerminal: false }).ToList())
            Place(pod);
    }

    private void Place(Pod pod)
    {
        var policy = PolicyResolver.Find(plan.State, pod);
        if (FindGate(pod) is { } gate)
        {
            recorder.Block(pod, policy, [], gate);
            return;
        }

        var seen = new List<Offer>();
        var hold = "";
        foreach (var onVm in Stages(policy))
        {
            if (!onVm && FindHold(pod, policy!) is { } wait)
            {
                hold = wait;
                continue;
            }

            var offers = onVm ? EvaluateVm(pod) : spill.Evaluate(pod, policy!);
            seen.AddRange(offers);
            var best = onVm ? vm.Choose(pod, offers) : SpillOffers.Choose(policy!, offers);
            if (best is null)
                continue;
            Commit(pod, policy, seen, best);
            return;
        }

        recorder.Block(pod, policy, seen, policy is null ? "no burst policy lets it spill" : hold);
    }

    /// <summary>True for the VM nodes, false for the virtual nodes, in the order the mode asks for.</summary>
    private static bool[] Stages(BurstPolicy? policy) => policy?.Mode switch
    {
        null or BurstMode.Never => [true],
        BurstMode.Overflow => [true, false],
        BurstMode.Prefer => [false, true],
        BurstMode.Always => [false],
        var mode => throw new ArgumentOutOfRangeException(nameof(policy), mode, "Not a known burst mode."),
    };

    private string? FindGate(Pod pod)
    {
        if (plan.State.IsPaused)
            return "Burst is paused: nothing new is created until `burst resume`";
        if (PolicyResolver.FindMissing(plan.State, pod) is { } missing)
            return $"BurstPolicy {missing}, named by annotation {BurstPolicy.Annotation}, not found";
        return EnvReferences.FindMissing(plan.State, pod);
    }

    /// <summary>Why the pod may not spill yet, and a wake for when it may.</summary>
    private string? FindHold(Pod pod, BurstPolicy policy)
    {
        var due = pod.Metadata.CreatedAt + policy.After;
        if (policy.Mode != BurstMode.Overflow || due <= plan.Now)
            return null;
        plan.Wake(pod.Key, due);
        return $"spills at {due:HH:mm:ss}Z (after {PlacementRecorder.Show(policy.After)}) if no VM frees up";
    }

    private List<Offer> EvaluateVm(Pod pod)
    {
        if (!pod.Refusals.IsEmpty)
            return vm.Evaluate(pod);
        var shape = pod.TemplateHash.Length == 0 ? pod.Metadata.Uid : $"{pod.OwnerUid}/{pod.TemplateHash}";
        if (shapesWithoutVm.TryGetValue(shape, out var known))
            return known;
        var offers = vm.Evaluate(pod);
        if (!offers.Exists(offer => offer.Fits))
            shapesWithoutVm[shape] = offers;
        return offers;
    }

    private void Commit(Pod pod, BurstPolicy? policy, List<Offer> seen, Offer best)
    {
        recorder.Place(pod, policy, seen, best);
        plan.AddLoad(best.Node.Name, pod.Spec.TotalRequests);
        if (!best.Tier.IsVm)
            budget.Add(best.Node.Name, ContainerGroupSizing.Of(pod.Spec).Total, policy?.Key, best.PricePerHour!.Value);
    }
}
