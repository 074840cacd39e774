using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>A pod on a silent machine is not replaced before the grace has passed: most machines come back with their pods.</summary>
internal sealed class GraceCheck(JudgedWorld world, ViolationLog violations)
{
    private static readonly FaultKind[] Silences = [FaultKind.VmHung, FaultKind.VmCutOff];

    /// <summary>For the steady clock, which runs up to a quarter fast after the wall clock was set.</summary>
    private const double ClockShare = 0.79;

    public void Begin(PodLife life)
    {
        if (life.IsReturn || world.Book.Find(life.Workload) is not { IsSettled: true, Acknowledged: { } intent } workload)
            return;
        if (world.Now < workload.ChangedAt + world.Limits.Settle)
            return;
        var silent = world.Register.OfWorkload(workload.Name).Where(other => other.IsLive && IsSilentForShort(other)).ToList();
        if (silent.Count > 0 && IsOneTooMany(workload, intent, static other => other.IsLive) && IsOneTooMany(workload, intent, IsTakenForLive))
            violations.Add(Promises.Grace, life.PodName, $"{life}, while {silent[0]} has been silent for less than {world.Planner.ReplacePodsAfter}");
    }

    private bool IsOneTooMany(Workload workload, WorkloadIntent intent, Func<PodLife, bool> isLive) =>
        world.Register.OfWorkload(workload.Name).Count(life => isLive(life) && IsUndisputed(life))
            > WorkloadFacts.Of(world.Register, workload, life => isLive(life) || MayHaveBeenGivenUp(life)).Wanted(workload, intent) + SurgeOf(workload, intent);

    private int SurgeOf(Workload workload, WorkloadIntent intent) => workload.Kind == WorkloadKind.Service ? world.SurgeOf(workload, intent) : 0;

    /// <summary>
    /// Its machine was silent, by now for long or once before: if it was given up then, it is run again, and how its code ended there counts
    /// for nothing. Of what has been removed since, a silence that began after that says nothing.
    /// </summary>
    private bool MayHaveBeenGivenUp(PodLife life) => !life.IsGroup && (!life.Exists || !IsSilentForShort(life))
        && world.Faults.WasAbout(FaultGroups.LosesMachines, life.StartedAt, life.RemovedAt ?? world.Now, life.Node.Value);

    /// <summary>The control plane may not have seen its end yet, and know nothing of what follows from it for what is wanted.</summary>
    private bool IsTakenForLive(PodLife life) => life.EndedAt is not { } ended || world.SeenBy(ended) > world.Now;

    /// <summary>Neither asked to end by a user, nor on a machine that has been silent for long, nor back from its end, nor one that looks failed.</summary>
    private bool IsUndisputed(PodLife life) => !life.IsReturn && !world.Book.IsPodDeleted(life.PodName)
        && (life.IsGroup ? !world.Faults.WasAbout(FaultGroups.FailsProvisioning, life.StartedAt, world.Now) : IsSilentForShort(life) || !WasSilent(life));

    private bool WasSilent(PodLife life) =>
        world.Faults.WasAbout(FaultGroups.LosesMachines, life.StartedAt - world.Limits.MachineMissedFor, world.Now, life.Node.Value);

    /// <summary>
    /// It began while its machine answered, and that is silent for less than the grace: before it, it answered, and that was written down.
    /// </summary>
    private bool IsSilentForShort(PodLife life)
    {
        if (life.IsGroup || !world.Faults.WasAbout(Silences, world.Now, world.Now, life.Node.Value) || world.Faults.WasAbout(Silences, life.StartedAt, life.StartedAt, life.Node.Value))
            return false;
        var answered = world.Now - (world.Planner.ReplacePodsAfter * ClockShare);
        return !world.Faults.WasAbout(FaultGroups.LosesMachines, answered - world.Limits.SilentWithin, answered, life.Node.Value)
            && !world.Faults.WasAbout(FaultGroups.StopsSteps, answered - world.Limits.SilentWithin, answered);
    }
}
