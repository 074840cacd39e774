using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>How one workload stands against what its user wants.</summary>
/// <param name="Promise">Which of the promises is not kept while it stays so; empty when settled.</param>
internal readonly record struct WorkloadVerdict(WorkloadState State, string Promise, string Description)
{
    private static readonly WorkloadVerdict Settled = new(WorkloadState.Settled, "", "");

    /// <param name="stale">Of a service: pods of an earlier template that live.</param>
    public static WorkloadVerdict Of(Workload workload, WorkloadFacts facts, int stale, Room room)
    {
        if (!workload.IsSettled || workload.Acknowledged is not { } intent)
            return new(WorkloadState.Behind, Promises.Answer, "its user still waits for an answer");
        if (intent.IsDeleted)
            return facts.Existing == 0 ? Settled : new(WorkloadState.Behind, Promises.Leak, $"deleted, and {facts.Existing} of its pods are still there");
        var verdict = workload.Kind == WorkloadKind.Service ? OfService(intent, facts, stale) : OfJob(workload, intent, facts);
        return verdict.State == WorkloadState.Behind && (stale > 0 || facts.Live < facts.Wanted(workload, intent)) && !room.Exists(workload)
            ? verdict with { State = WorkloadState.Blocked }
            : verdict;
    }

    private static WorkloadVerdict OfService(WorkloadIntent intent, WorkloadFacts facts, int stale) => (facts.Live == intent.Replicas && facts.Existing == facts.Live, stale) switch
    {
        (true, 0) => Settled,
        (true, _) => new(WorkloadState.Behind, Promises.RolledOut, $"{stale} of {facts.Live} pods are of an earlier template"),
        _ => new(WorkloadState.Behind, Promises.Strength, $"{facts.Live} of {intent.Replicas} replicas live, {facts.Existing} exist"),
    };

    private static WorkloadVerdict OfJob(Workload workload, WorkloadIntent intent, WorkloadFacts facts)
    {
        var progress = $"{facts.Succeeded} of {workload.Completions} succeeded, {facts.FailuresMin} failed, {facts.Live} live, {facts.Existing} exist";
        var isOver = facts.Succeeded >= workload.Completions || facts.FailuresMax > workload.BackoffLimit;
        if (facts.Existing == 0 && isOver)
            return Settled;
        return facts.Live > 0 && facts.Live <= intent.Replicas
            ? new(WorkloadState.Working, Promises.JobDone, progress)
            : new(WorkloadState.Behind, Promises.JobDone, progress);
    }
}
