namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// What must hold in the end: every job done, every service at strength, nothing there that nobody wants. What has no room may
/// wait; its reason is asked for elsewhere.
/// </summary>
internal sealed class EndCheck(JudgedWorld world, ViolationLog violations)
{
    public void Judge(Convergence convergence)
    {
        foreach (var life in world.Register.Existing)
            JudgeLife(life);
        foreach (var workload in world.Book.All)
        {
            var verdict = convergence.VerdictOf(workload);
            if (verdict.State is WorkloadState.Behind or WorkloadState.Working)
                violations.Add(verdict.Promise, workload.Name, verdict.Description);
        }

        if (violations.Found.Count == 0 && convergence.Check() != ConvergenceState.Converged)
            violations.Add(Promises.Converges, "world", "users still wait for the end of a pause or a cordon");
    }

    private void JudgeLife(PodLife life)
    {
        if (world.Register.OfPod(life.Uid).Any(other => !ReferenceEquals(other, life) && other.Exists))
            violations.Add(Promises.OnePlace, life.PodName, $"{life} exists more than once");
        if (life.IsReturn)
            violations.Add(Promises.NoReturn, life.PodName, $"{life} came back at {life.StartedAt:u} and is still there");
        var isWanted = world.Book.Find(life.Workload) is { IsDeleted: false };
        if (!isWanted)
            violations.Add(life.IsLive ? Promises.Leak : Promises.Stray, life.PodName, $"{life} is nobody's");
        else if (!life.IsLive)
            violations.Add(Promises.Stray, life.PodName, $"{life} ended at {life.EndedAt:u} and was never removed");
    }
}
