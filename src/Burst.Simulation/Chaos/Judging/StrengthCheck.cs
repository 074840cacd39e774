using Burst.Core.Policies;
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
    private const double ClockShare = 1.34;

    private static readonly FaultKind[] Machines = [FaultKind.VmHung, FaultKind.VmCutOff, FaultKind.VmPowerLost];

    /// <summary>While these are about nothing can be replaced on machines, or what is does not stay.</summary>
    private static readonly FaultKind[] HindersOnMachines =
        [.. FaultGroups.StopsSteps, .. FaultGroups.MovesClock, FaultKind.VmReplyLost, FaultKind.PodRemovedByHand];

    /// <summary>The same where groups come into it too. A delete that is forgotten makes way for nothing, but hinders no create.</summary>
    private static readonly FaultKind[] Hinders =
    [
        .. HindersOnMachines, .. FaultGroups.Blinds.Except([.. Machines, FaultKind.ArmDeleteForgotten]), .. FaultGroups.FailsProvisioning,
        FaultKind.ArmCapacityRefused, FaultKind.ArmQuotaRefused, FaultKind.ArmRepeated, FaultKind.SpotEvicted, FaultKind.GroupDeletedByHand,
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
        if (service is not { IsSettled: true, Acknowledged: { IsDeleted: false } intent } || Count(service) >= LeastOf(service, intent) || !room.IsOpen(service, IsSilent))
        {
            shortSince.Remove(service.Name);
            return;
        }

        shortSince.TryAdd(service.Name, world.Now);
        var (since, allowed) = (Later(shortSince[service.Name], service.ChangedAt), world.Limits.ReplacedWithin);
        if (!IsShortByAskingAlone(service))
        {
            allowed += (world.Planner.ReplacePodsAfter + world.Limits.SilentWithin) * ClockShare;
            // What is replaced when a machine is lost, or comes back, may have been put there.
            since = Later(since, world.Faults.LastTurn(Machines, world.Now));
        }

        if (world.Faults.QuietFrom(HindersOf(service), since, allowed) + allowed < world.Now)
            violations.Add(Promises.Strength, service.Name, $"{Count(service)} of {intent.Replicas} replicas live on machines that answer, since {since:u} at the latest, and there is room");
    }

    /// <summary>Where no machine was lost and nothing failed of late, a pod is short because its user has asked for its end: it counts no more.</summary>
    private bool IsShortByAskingAlone(Workload service) =>
        world.Now > service.ChangedAt + world.Limits.RolledOutWithin
        && !world.Faults.WasAbout(Machines, world.Now - world.Limits.MachineMissedFor, world.Now)
        && !(MayBurst(service) && world.WasAboutLately(FaultGroups.FailsProvisioning, world.Limits.GivenUpWithin))
        && world.Register.OfWorkload(service.Name).All(life => life.IsLive || life.End == PodEnd.ControlPlane || life.EndedAt < world.Now - world.Limits.RolledOutWithin);

    /// <summary>While an update goes on, some may be missing for as long as that.</summary>
    private int LeastOf(Workload service, WorkloadIntent intent) => service.Rolling is { } rolling && world.StaleOf(service, intent).Any()
        ? intent.Replicas - rolling.For(intent.Replicas).Unavailable
        : intent.Replicas;

    private static IReadOnlyList<FaultKind> HindersOf(Workload service) => MayBurst(service) ? Hinders : HindersOnMachines;

    private static bool MayBurst(Workload service) => (service.Policy?.Mode ?? BurstMode.Never) != BurstMode.Never;

    private int Count(Workload service) => world.Register.OfWorkload(service.Name)
        .Where(life => life.IsLive && !IsSilent(life.Node) && !world.Book.IsPodDeleted(life.PodName)).Select(life => life.Uid).Distinct().Count();

    private bool IsSilent(Core.Ids.NodeName node) => world.Faults.WasAbout(Machines, world.Now, world.Now, node.Value);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
