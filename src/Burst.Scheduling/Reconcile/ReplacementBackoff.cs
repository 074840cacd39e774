using Burst.Core.Pods;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>
/// How long a Deployment waits after pods that failed at their start (rejected by their host, or gone at once): replacing those
/// without a pause would loop as fast as the host can answer.
/// </summary>
internal static class ReplacementBackoff
{
    /// <summary>
    /// When the wait ends; null when nothing failed at its start. A failure in the future was before the clock was set back: to wait until
    /// the clock has caught up could take hours.
    /// </summary>
    public static DateTimeOffset? FindEnd(IEnumerable<Pod> pods, PlannerOptions options, DateTimeOffset now)
    {
        var failures = pods.Where(pod => FailedAtStart(pod, options)).Select(pod => pod.FinishedAt!.Value).Where(at => at <= now).ToList();
        if (failures.Count == 0)
            return null;
        var newest = failures.Max();
        var counted = failures.Count(at => newest - at < options.ReplacementBackoffReset);
        var wait = options.ReplacementBackoffBase * Math.Pow(2, Math.Min(counted - 1, 10));
        return newest + (wait < options.ReplacementBackoffMax ? wait : options.ReplacementBackoffMax);
    }

    private static bool FailedAtStart(Pod pod, PlannerOptions options) =>
        pod is { Phase: PodPhase.Failed, FinishedAt: { } finished }
        && pod.Metadata.DeletionRequestedAt is null
        && !(finished - pod.StartedAt >= options.StartFailureWithin);
}
