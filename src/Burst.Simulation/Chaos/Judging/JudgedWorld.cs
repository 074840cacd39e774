using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.Policies;
using Burst.Scheduling.Planning;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Worlds;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>All that is judged by: the world's facts, what its users asked for, and how the control plane was configured.</summary>
internal sealed record JudgedWorld(
    EventLoop Loop, WorldRegister Register, WorkloadBook Book, FaultLog Faults, ImmutableArray<Node> Nodes, SimulatedPrices Prices,
    PlannerOptions Planner, JudgeLimits Limits)
{
    public DateTimeOffset Now => Loop.Now;

    /// <summary>Creates that a virtual node's service was asked for, within five minutes and within an hour.</summary>
    public Func<Core.Ids.NodeName, (int Lately, int InAnHour)> CreatesOn { get; init; } = _ => (0, 0);

    /// <summary>Whether a virtual node's service had no room, since an instant, for a group that is as large or smaller.</summary>
    public Func<Core.Ids.NodeName, Core.Ids.Tier, Core.Units.GroupSize, DateTimeOffset, bool> HasRefused { get; init; } = (_, _, _, _) => false;

    public TemplateNames Templates { get; } = new();

    /// <summary>Neither asked to end by a user, nor where it could be taken for lost or failed, nor of a late message.</summary>
    public bool IsUndisputed(PodLife life) => life is { IsLive: true, IsReturn: false, IsOfLateMessage: false } && !Book.IsPodDeleted(life.PodName)
        && !(life.IsGroup
            ? Faults.WasAbout(FaultGroups.FailsProvisioning, life.StartedAt, Now)
            : Faults.WasAbout(FaultGroups.LosesMachines, life.StartedAt, Now, life.Node.Value));

    /// <summary>Pods of a service that are being replaced, on their way out or not.</summary>
    public IEnumerable<PodLife> StaleOf(Workload service, WorkloadIntent intent) =>
        Register.OfWorkload(service.Name).Where(life => life.IsLive && !Templates.IsCurrent(life, service, intent));

    /// <summary>
    /// Pods that a service may have beyond its replicas now: while those of an earlier template are replaced, as many as it says; one, where it
    /// may have any, to take the place of one that is in a container group.
    /// </summary>
    public int SurgeOf(Workload service, WorkloadIntent intent)
    {
        if (service.Rolling is not { } rolling)
            return 0;
        var surge = rolling.For(intent.Replicas).Surge;
        return StaleOf(service, intent).Any() ? surge : MayComeBack(service) ? Math.Min(1, surge) : 0;
    }

    /// <summary>A pod of it runs in a container group, and its policy would rather have it on a machine.</summary>
    public bool MayComeBack(Workload service) =>
        WantsBack(service) && Register.OfWorkload(service.Name).Any(life => life is { IsLive: true, IsGroup: true, IsReturn: false, BilledFrom: not null });

    /// <summary>Its policy would rather have on machines what is in container groups.</summary>
    public static bool WantsBack(Workload service) => service.Policy is { Mode: BurstMode.Overflow } policy && policy.RepatriateAfter != Timeout.InfiniteTimeSpan;

    public Node? FindNode(Core.Ids.NodeName name) => Nodes.FirstOrDefault(node => node.Name == name);

    /// <summary>Whether faults of these kinds are about, or were so lately that they still explain what happens now.</summary>
    public bool WasAboutLately(IReadOnlyList<Faults.FaultKind> kinds, TimeSpan explainsFor) => Faults.WasAbout(kinds, Now - explainsFor, Now);

    /// <summary>Whether one of the machines that its pods are on, or were on until a moment ago, was lost between two instants: others say nothing of it.</summary>
    public bool LostMachineOf(string service, DateTimeOffset from, DateTimeOffset to) => Register.OfWorkload(service)
        .Where(life => !life.IsGroup && (life.IsLive || life.EndedAt >= from)).Select(life => life.Node).Distinct()
        .Any(node => Faults.WasAbout(FaultGroups.LosesMachines, from, to, node.Value));

    /// <summary>Since when what begins now was given its place, at the prices of then: its create waits while none runs that sends it, or nobody answers.</summary>
    public DateTimeOffset PlacedSince => Faults.Before(FaultGroups.HoldsCreates, Now, Limits.OldPriceFor);

    /// <summary>By when the control plane has had time enough to see what was there from an instant on; the instant may lie ahead.</summary>
    public DateTimeOffset SeenBy(DateTimeOffset from) => Faults.QuietFrom(FaultGroups.Blinds, from, Limits.SeesWithin) + Limits.SeesWithin;
}
