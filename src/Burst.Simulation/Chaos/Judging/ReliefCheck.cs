using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// A container group is not ended for a pod on a machine that has not come up: where there would be enough with those that are still coming up
/// on machines, and are not enough without them, it was ended too early.
/// </summary>
internal sealed class ReliefCheck(JudgedWorld world, ViolationLog violations)
{
    /// <summary>
    /// What makes the control plane believe of the group that it is no more, or of a machine's pod that it is there; so does what its machine suffers.
    /// Azure that cannot be reached, a kill or a full disk make nobody believe that a pod on a machine has come up.
    /// </summary>
    private static readonly FaultKind[] Misleads =
    [
        .. FaultGroups.MovesClock, FaultKind.PodRemovedByHand, FaultKind.GroupDeletedByHand, FaultKind.GroupRestoredByHand,
        FaultKind.SpotEvicted, FaultKind.ArmStaleRead, FaultKind.ArmRepeated,
    ];

    public void End(PodLife life)
    {
        if (life is not { IsGroup: true, BilledFrom: not null, End: PodEnd.ControlPlane, IsReturn: false, IsOfLateMessage: false, IsEndedByLateMessage: false }
            || world.Book.IsPodDeleted(life.PodName) || !IsMeantToStay(life, out var least))
            return;
        var lately = world.Now - world.Limits.LateWithin;
        if (world.Faults.WasAbout(Misleads, lately, world.Now) || world.LostMachineOf(life.Workload, lately, world.Now) || world.Faults.WasAbout(FaultGroups.FailsProvisioning, life.StartedAt, world.Now))
            return;
        var live = world.Register.OfWorkload(life.Workload).Where(other => other.IsLive && other.Uid != life.Uid).ToList();
        var up = live.Where(other => other.IsGroup ? other.BilledFrom is not null : !(other.RunsFrom > world.Now)).Select(other => other.Uid).Distinct().Count();
        var coming = live.Count(other => other.RunsFrom > world.Now);
        if (up < least && up + coming >= least)
            violations.Add(Promises.Availability, life.PodName, $"{life} was ended with {up} up and {coming} coming up on machines, at least {least} have to be up");
    }

    /// <summary>Its service has wanted the same for a while, and some of its pods have to be up.</summary>
    private bool IsMeantToStay(PodLife life, out int least)
    {
        least = 0;
        if (world.Book.Find(life.Workload) is not { Rolling: { } rolling, IsSettled: true, IsDeleted: false, Acknowledged: { } intent } service
            || world.Now < service.SizeChangedAt + world.Limits.Settle || HasLost(life))
            return false;
        least = intent.Replicas - rolling.For(intent.Replicas).Unavailable;
        return true;
    }

    /// <summary>A pod of it has gone a moment ago, whoever asked for that: what comes up may be for that one.</summary>
    private bool HasLost(PodLife life) => world.Register.OfWorkload(life.Workload).Any(other =>
        !ReferenceEquals(other, life) && (other.EndedAt > world.Now - world.Limits.LateWithin || (other.IsLive && world.Book.IsPodDeleted(other.PodName))));
}
