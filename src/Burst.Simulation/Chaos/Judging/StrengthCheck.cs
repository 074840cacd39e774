using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// A service is brought back to its strength as soon as it can be, also while the world goes on breaking: what it lost with a machine is
/// replaced after the grace, elsewhere, and not when that machine comes back.
/// </summary>
internal sealed class StrengthCheck(JudgedWorld world, ViolationLog violations)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>For the steady clock, which runs up to a quarter slow after the wall clock was set.</summary>
    private const double ClockShare = 1.4;

    private static readonly FaultKind[] Machines = [FaultKind.VmHung, FaultKind.VmCutOff, FaultKind.VmPowerLost];

    /// <summary>While these are about nothing can be replaced, or what is does not stay.</summary>
    private static readonly FaultKind[] Hinders =
    [
        .. FaultGroups.Blinds.Except(Machines), .. FaultGroups.FailsProvisioning, .. FaultGroups.MovesClock, FaultKind.ArmCapacityRefused,
        FaultKind.ArmQuotaRefused, FaultKind.ArmRepeated, FaultKind.SpotEvicted, FaultKind.GroupDeletedByHand, FaultKind.PodRemovedByHand,
    ];

    private readonly Room room = new(world);
    private readonly Dictionary<string, DateTimeOffset> shortSince = new(StringComparer.Ordinal);

    public void Watch() => world.Loop.After(Every, () =>
    {
        foreach (var service in world.Book.All.Where(workload => workload.Kind == WorkloadKind.Service))
            Judge(service);
        Watch();
    });

    private void Judge(Workload service)
    {
        if (service is not { IsSettled: true, Acknowledged: { IsDeleted: false } intent } || Count(service) >= intent.Replicas || !room.Exists(service, IsSilent))
        {
            shortSince.Remove(service.Name);
            return;
        }

        shortSince.TryAdd(service.Name, world.Now);
        var allowed = ((world.Planner.ReplacePodsAfter + world.Limits.SilentWithin) * ClockShare) + world.Limits.ReplacedWithin;
        // What is replaced when a machine is lost, or comes back, may have been put there.
        var since = Later(Later(shortSince[service.Name], service.ChangedAt), world.Faults.LastTurn(Machines, world.Now));
        if (world.Faults.QuietFrom(Hinders, since, allowed) + allowed < world.Now)
            violations.Add(Promises.Strength, service.Name, $"{Count(service)} of {intent.Replicas} replicas live on machines that answer, since {since:u} at the latest, and there is room");
    }

    private int Count(Workload service) =>
        world.Register.OfWorkload(service.Name).Where(life => life.IsLive && !IsSilent(life.Node)).Select(life => life.Uid).Distinct().Count();

    private bool IsSilent(Core.Ids.NodeName node) => world.Faults.WasAbout(Machines, world.Now, world.Now, node.Value);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
