using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Whether the world comes to be as its users want it, once nothing hinders it.</summary>
internal sealed class Convergence(JudgedWorld world)
{
    private readonly Room room = new(world);
    private readonly Dictionary<string, DateTimeOffset> behindSince = new(StringComparer.Ordinal);

    public ConvergenceState Check()
    {
        var isConverged = !world.Book.IsPaused && world.Book.Cordoned.Count == 0 && !HasStrays();
        var isStalled = false;
        foreach (var workload in world.Book.All)
        {
            var facts = WorkloadFacts.Of(world.Register, workload);
            var verdict = WorkloadVerdict.Of(workload, facts, CountStale(workload), room);
            isConverged &= verdict.State is WorkloadState.Settled or WorkloadState.Blocked;
            if (verdict.State != WorkloadState.Behind)
                behindSince.Remove(workload.Name);
            else
                isStalled |= IsStalled(workload, facts);
        }

        return isConverged ? ConvergenceState.Converged : isStalled ? ConvergenceState.Stalled : ConvergenceState.UnderWay;
    }

    public WorkloadVerdict VerdictOf(Workload workload) => WorkloadVerdict.Of(workload, WorkloadFacts.Of(world.Register, workload), CountStale(workload), room);

    private int CountStale(Workload workload) =>
        workload is { Kind: WorkloadKind.Service, Acknowledged: { IsDeleted: false } intent } ? world.StaleOf(workload, intent).Count() : 0;

    private bool IsStalled(Workload workload, WorkloadFacts facts)
    {
        behindSince.TryAdd(workload.Name, world.Now);
        var since = behindSince[workload.Name];
        return world.Now - (facts.LastChangeAt > since ? facts.LastChangeAt : since) > world.Limits.Stalled;
    }

    /// <summary>Pods of nobody, what has come back, and what has ended and is still to be removed.</summary>
    private bool HasStrays() => world.Register.Existing.Any(life => life.IsReturn || !life.IsLive || world.Book.Find(life.Workload) is null);
}
