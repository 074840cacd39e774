using Burst.Core.Canaries;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Preemption;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Gives waiting pods their places, the highest priority first, then the oldest: on VM nodes where they fit, on virtual nodes where their policy lets them
/// spill. A pod that gets none carries the reason. The members of a gang get theirs together, all of them on VM nodes or all on
/// virtual nodes, so that they start together.
/// </summary>
internal sealed partial class PodPlacer
{
    private readonly PlanBuilder plan;
    private readonly PlannerOptions options;
    private readonly HostLimits hostLimits;
    private readonly PodTopology topology;
    private readonly VmOffers vm;
    private readonly SpillOffers spill;
    private readonly SpillBudget budget;
    private readonly PlacementRecorder recorder;
    private readonly Preemptor preemptor;
    private readonly Dictionary<PodShape, ShapeQueue> looked = [];
    private readonly SortedSet<PodShape> undecided = [];

    public PodPlacer(PlanBuilder plan, PlannerOptions options, IPriceCatalog prices, HostLimits hostLimits, KeptConstraints kept, OrderCopies copies)
    {
        this.plan = plan;
        this.options = options;
        this.hostLimits = hostLimits;
        topology = new PodTopology(plan, kept);
        var claims = new Claims(plan.State, topology);
        vm = new VmOffers(plan, hostLimits, topology, options.Placement, claims, copies);
        preemptor = new Preemptor(plan, vm, topology, claims, options.WritesReasons);
        budget = new SpillBudget(plan);
        spill = new SpillOffers(plan, budget, options, prices, hostLimits, topology);
        recorder = new PlacementRecorder(plan, prices, options.WritesReasons);
    }

    public void PlaceWaiting()
    {
        var line = new WaitingLine(plan);
        long? room = null;
        while (line.TakeFirst(room ??= FindRoom(line)) is { } queue)
        {
            looked[queue.Shape] = queue;
            var isKnown = !queue.IsMarked && queue.IsToPreempt && line is { VmFreed: false, SpillFreed: false };
            if (isKnown || (!queue.IsMarked && !options.WritesReasons))
                (queue.HasNoVm, queue.HasNoSpill) = (queue.HasNoVm || !line.VmFreed, queue.HasNoSpill || !line.SpillFreed);
            if (TryPlace(queue))
            {
                room = null;
                line.NotePlaced(queue);
                line.Requeue(queue);
                Reopen(line);
            }
            else if (TryPreempt(queue))
                line.Requeue(queue);
            else if (queue.Head.Spec.DependsOnPods)
                undecided.Add(queue.Shape);
            else if (options.WritesReasons && !isKnown)
                Block(plan.Latest(queue.Head), queue);
        }

        BlockUndecided();

        if (line is { HasLeftOut: true, SpillFreed: true })
            spill.WakeForCreates();
        foreach (var pod in line.Marked)
        {
            if (plan.Latest(pod) is { HostState: HostState.None } waiting)
                Block(waiting, looked[PodShape.Of(pod)]);
        }
    }

    /// <summary>
    /// The most CPU that a node which got room has left. Where reasons are written all shapes are looked at, so that each says why
    /// it waits now.
    /// </summary>
    private long FindRoom(WaitingLine line)
    {
        if (options.WritesReasons)
            return long.MaxValue;
        var onVm = line.VmFreed ? vm.FindRoom() : -1;
        return line.SpillFreed ? Math.Max(onVm, spill.FindRoom()) : onVm;
    }

    private bool TryPlace(ShapeQueue queue)
    {
        var pod = plan.Latest(queue.Head);
        var policy = PolicyResolver.Find(plan.State, pod);
        var members = pod.Gang is null ? [pod] : FindGang(pod);
        if (FindGate(pod, members.Count) is not null)
            return false;
        foreach (var onVm in pod.Relieves is null ? Stages(policy) : VmOnly)
        {
            if (onVm ? TryVm(members, policy, queue) : IsDue(pod, policy!) && TrySpill(members, policy!, queue))
                return true;
        }

        return false;
    }

    private List<Pod> FindGang(Pod pod) => [.. plan.GangOf(pod).Select(plan.Latest)];

    /// <summary>True for the VM nodes, false for the virtual nodes, in the order the mode asks for.</summary>
    private static bool[] Stages(BurstPolicy? policy) => policy?.Mode switch
    {
        null or BurstMode.Never => VmOnly,
        BurstMode.Overflow => VmFirst,
        BurstMode.Prefer => VirtualFirst,
        BurstMode.Always => VirtualOnly,
        var mode => throw new ArgumentOutOfRangeException(nameof(policy), mode, "Not a known burst mode."),
    };

    /// <summary>Clocks of one cluster differ by less.</summary>
    private static readonly TimeSpan ClockSetBackMin = TimeSpan.FromMinutes(1);

    private static readonly bool[] VmOnly = [true];
    private static readonly bool[] VmFirst = [true, false];
    private static readonly bool[] VirtualFirst = [false, true];
    private static readonly bool[] VirtualOnly = [false];

    private string? FindGate(Pod pod, int membersWaiting)
    {
        if (pod.Spec.IsGated)
            return PlacementRecorder.SchedulingGated;
        if (plan.State.IsPaused && !CanarySwitch.Sings(Canary.PauseIgnored))
            return "Burst is paused: nothing new is created until `burst resume`";
        if (PolicyResolver.FindMissing(plan.State, pod) is { } missing)
            return $"BurstPolicy {missing}, named by annotation {BurstPolicy.Annotation}, not found";
        if (pod.Gang is { } gang && membersWaiting < gang.Size && !HasPlacedMembers(pod))
            return $"waits for the rest of gang {gang.Name}: {membersWaiting} of {gang.Size} pods are here";
        return MissingReferences.Find(plan.State, pod);
    }

    /// <summary>The others of its gang have places: it was refused by the host of its own, and gets another by itself.</summary>
    private bool HasPlacedMembers(Pod pod) =>
        pod.Owner is { } owner && plan.State.PodsOf(owner).Select(plan.Latest).Any(other => other.Gang == pod.Gang && other.IsActive && other.Placement is not null);

    /// <summary>A pod from the future was created before the clock was set back; how long it has waited is not known, and may be long.</summary>
    private bool IsDue(Pod pod, BurstPolicy policy) =>
        policy.Mode != BurstMode.Overflow || pod.Metadata.CreatedAt + policy.After <= plan.Now || pod.Metadata.CreatedAt - plan.Now > ClockSetBackMin;
}
