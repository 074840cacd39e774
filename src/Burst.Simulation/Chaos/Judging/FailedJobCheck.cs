using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>A job that has failed for good makes no more pods, once it could be known.</summary>
internal sealed class FailedJobCheck(JudgedWorld world, ViolationLog violations)
{
    public void Begin(PodLife life)
    {
        if (life.IsReturn || world.Book.Find(life.Workload) is not { Kind: WorkloadKind.Job } job)
            return;
        var failures = world.Register.OfWorkload(job.Name)
            .Where(other => other is { End: PodEnd.Itself, ExitCode: not 0 } && world.SeenBy(other.EndedAt!.Value) < world.Now)
            .Select(other => other.Uid).Distinct().Count();
        if (failures > job.BackoffLimit)
            violations.Add(Promises.GivesUp, job.Name, $"{life}, after {failures} failures with a back-off limit of {job.BackoffLimit}");
    }
}
