using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>No pod begins on a machine while as many of its workload live as are wanted: what has been replaced is not made any more.</summary>
internal sealed class ExcessCheck(JudgedWorld world, ViolationLog violations)
{
    /// <summary>A call can have been decided long before it is made, or by one who has been succeeded since.</summary>
    private static readonly FaultKind[] Delays = [FaultKind.ControllerPaused, FaultKind.ControllerDoubled, FaultKind.DiskSlow];

    public void Begin(PodLife life)
    {
        if (life.IsGroup || life.IsReturn || world.Book.Find(life.Workload) is not { IsSettled: true, Acknowledged: { } intent } workload)
            return;
        if (world.Now < workload.ChangedAt + world.Limits.Settle || world.Faults.WasAbout(Delays, world.Now - world.Limits.CallMax, world.Now))
            return;
        var wanted = workload.Kind == WorkloadKind.Service ? intent.Replicas : Math.Min(intent.Replicas, workload.Completions - CountSeenSuccesses(workload));
        var live = world.Register.OfWorkload(workload.Name).Where(other => !ReferenceEquals(other, life) && IsUndisputed(other)).Select(other => other.Uid).Distinct().Count();
        if (live >= wanted)
            violations.Add(Promises.Excess, life.PodName, $"{life}, while {live} live of {wanted} that {workload.Name} wants");
    }

    /// <summary>Without those that the world took before anyone need have seen them: they are run again.</summary>
    private int CountSeenSuccesses(Workload job) => world.Register.OfWorkload(job.Name)
        .Where(life => life is { End: PodEnd.Itself, ExitCode: 0, RemovedBy: not PodEnd.World }).Select(life => life.Uid).Distinct().Count();

    /// <summary>Neither asked to end by a user, nor where it could be taken for lost or failed, nor of a late message.</summary>
    private bool IsUndisputed(PodLife life) => life is { IsLive: true, IsReturn: false, IsOfLateMessage: false } && !world.Book.IsPodDeleted(life.PodName)
        && !(life.IsGroup
            ? world.Faults.WasAbout(FaultGroups.FailsProvisioning, life.StartedAt, world.Now)
            : world.Faults.WasAbout(FaultGroups.LosesMachines, life.StartedAt, world.Now, life.Node.Value));
}
