using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// A service that is updated a few pods at a time keeps to its bounds: none begins where there are as many as there may be, and none is
/// ended where no more are left than there have to be, those that run counted and not those that are waited for.
/// </summary>
internal sealed class RolloutCheck(JudgedWorld world, ViolationLog violations)
{
    /// <summary>A call can have been decided long before it is made, or by one who has been succeeded since.</summary>
    private static readonly FaultKind[] Delays = [FaultKind.ControllerPaused, FaultKind.ControllerDoubled, FaultKind.DiskSlow];

    /// <summary>
    /// While these are about, or were a moment ago, or a machine of the service was lost, the control plane believes of pods what is no longer so. A kill or a disk that is full or slow
    /// is none of them: what is decided is decided on what is on record, and a pod that is ready there is ready.
    /// </summary>
    private static readonly FaultKind[] Misleads = [.. FaultGroups.MovesClock, FaultKind.ControllerPaused, FaultKind.PodRemovedByHand];

    /// <summary>The same of services that have pods on virtual nodes.</summary>
    private static readonly FaultKind[] MisleadsOfGroups =
    [
        .. FaultGroups.Blinds.Except(FaultGroups.LosesMachines), .. FaultGroups.FailsProvisioning, FaultKind.GroupDeletedByHand, FaultKind.SpotEvicted, FaultKind.ArmRepeated,
    ];

    public void Begin(PodLife life)
    {
        if (life.IsReturn || life.IsOfLateMessage || FindBounds(life) is not { } bounds || world.Faults.WasAbout(Delays, world.Now - world.Limits.CallMax, world.Now))
            return;
        var live = world.Register.OfWorkload(life.Workload).Where(other => ReferenceEquals(other, life) || world.IsUndisputed(other)).Select(other => other.Uid).Distinct().Count();
        if (live > bounds.Most)
            violations.Add(Promises.Surge, life.PodName, $"{life} is the {live}th that lives, at most {bounds.Most} may");
    }

    public void End(PodLife life)
    {
        if (life.End != PodEnd.ControlPlane || life.IsReturn || life.IsEndedByLateMessage || world.Book.IsPodDeleted(life.PodName) || FindBounds(life) is not { } bounds)
            return;
        if (life.StartedAt > Lately || IsMisled(life.Workload))
            return;
        var left = world.Register.OfWorkload(life.Workload).Where(MayBeReady).Select(other => other.Uid).Distinct().Count();
        if (left < bounds.Least)
            violations.Add(Promises.Availability, life.PodName, $"{life} was ended with {left} left, at least {bounds.Least} have to be");
    }

    private bool IsMisled(string service)
    {
        var since = BelievedSince;
        return world.Faults.WasAbout(Misleads, since, world.Now) || world.LostMachineOf(service, since, world.Now)
            || (world.Register.OfWorkload(service).Any(life => life.IsGroup && (life.IsLive || life.EndedAt > Lately)) && world.Faults.WasAbout(MisleadsOfGroups, since, world.Now));
    }

    /// <summary>
    /// While none ran, or could not write anything down, nothing was learned: what a control plane believes right after that is of before.
    /// </summary>
    private DateTimeOffset BelievedSince => world.Faults.Before(FaultGroups.StopsSteps, world.Now, world.Limits.LateWithin);

    private DateTimeOffset Lately => world.Now - world.Limits.LateWithin;

    /// <summary>Those of either number of replicas while a change is not acknowledged. Null where it has none, or where they have changed a moment ago.</summary>
    private (int Least, int Most)? FindBounds(PodLife life)
    {
        if (world.Book.Find(life.Workload) is not { Rolling: { } rolling, IsDeleted: false, Acknowledged: { } intent } service
            || world.Now < service.SizeChangedAt + world.Limits.Settle || service.Pending is { IsDeleted: true })
            return null;
        var (least, most) = BoundsOf(intent);
        if (service.Pending is not { } pending)
            return (least, most);
        var (pendingLeast, pendingMost) = BoundsOf(pending);
        return (Math.Min(least, pendingLeast), Math.Max(most, pendingMost));

        (int Least, int Most) BoundsOf(WorkloadIntent wanted)
        {
            var (surge, unavailable) = rolling.For(wanted.Replicas);
            return (wanted.Replicas - unavailable, wanted.Replicas + surge);
        }
    }

    /// <summary>It runs; or a user has had it ended a moment ago, and it was counted before.</summary>
    private bool MayBeReady(PodLife life) => life.IsLive
        ? life.IsGroup ? life.BilledFrom is not null : !(life.RunsFrom > world.Now)
        : life.EndedAt > Lately && world.Book.IsPodDeleted(life.PodName);
}
