using Burst.Core.Ids;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>How far one workload has come, counted in the world.</summary>
/// <param name="Live">Pods that run or are on their way to, each once wherever it lives.</param>
/// <param name="Succeeded">Pods whose code ended with 0, each once.</param>
/// <param name="FailuresMin">Pods whose code ended otherwise: they have failed for sure.</param>
/// <param name="FailuresMax">With all that the control plane may have to take for a failure.</param>
internal readonly record struct WorkloadFacts(int Live, int Existing, int Succeeded, int FailuresMin, int FailuresMax, DateTimeOffset LastChangeAt)
{
    public static WorkloadFacts Of(WorldRegister register, Workload workload) => Of(register, workload, static life => life.IsLive);

    /// <param name="isLive">Which lives count as going on.</param>
    public static WorkloadFacts Of(WorldRegister register, Workload workload, Func<PodLife, bool> isLive)
    {
        var (live, succeeded, failed, maybe) = (new HashSet<PodUid>(), new HashSet<PodUid>(), new HashSet<PodUid>(), 0);
        var (existing, last) = (0, workload.ChangedAt);
        foreach (var life in register.OfWorkload(workload.Name))
        {
            last = Later(Later(last, life.EndedAt ?? life.StartedAt), life.RemovedAt ?? life.StartedAt);
            existing += life.Exists ? 1 : 0;
            if (isLive(life))
                live.Add(life.Uid);
            else if (life is { End: PodEnd.Itself, ExitCode: 0 })
            {
                succeeded.Add(life.Uid);
                maybe += MayBeUnseen(life) ? 1 : 0;
            }
            else if (life.End == PodEnd.Itself)
                failed.Add(life.Uid);
            else
                maybe++;
        }

        return new WorkloadFacts(live.Count, existing, succeeded.Count, failed.Count, failed.Count + maybe, last);
    }

    /// <summary>Pods that should live now, with this intent in force.</summary>
    public int Wanted(Workload workload, WorkloadIntent intent)
    {
        if (intent.IsDeleted)
            return 0;
        if (workload.Kind == WorkloadKind.Service)
            return intent.Replicas;
        return FailuresMax > workload.BackoffLimit ? 0 : Math.Max(0, Math.Min(intent.Replicas, workload.Completions - Succeeded));
    }

    /// <summary>The world took what was left before the control plane removed it: whether that has seen how it ended, only it knows.</summary>
    private static bool MayBeUnseen(PodLife life) => life.RemovedBy == PodEnd.World;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
