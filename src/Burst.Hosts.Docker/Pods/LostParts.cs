using Burst.Core.Ids;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Which pods somebody has taken a container from. A pod is made whole before it runs, so one that is not whole any more has lost something
/// that cannot be made again from here: it has failed, and its owner replaces it.
/// </summary>
internal sealed class LostParts(TimeProvider time)
{
    /// <summary>For a pod that this process has never seen whole: another may have been interrupted while it was making it, and goes on.</summary>
    public static readonly TimeSpan MakingMax = TimeSpan.FromMinutes(2);

    private readonly HashSet<PodUid> whole = [];
    private readonly Dictionary<PodUid, DateTimeOffset> partsSince = [];

    /// <summary>Of one full list after another. What one list shows in parts, which may change while it is read, the next has to show so too.</summary>
    /// <param name="pods">All of them.</param>
    /// <param name="isAtWork">Whether a pod is being made or removed.</param>
    public IReadOnlySet<PodUid> Find(IReadOnlyList<EnginePod> pods, Func<PodUid, bool> isAtWork)
    {
        var now = time.GetUtcNow();
        var lost = new HashSet<PodUid>();
        lock (whole)
        {
            var known = pods.Select(pod => pod.Uid).ToHashSet();
            whole.IntersectWith(known);
            foreach (var gone in partsSince.Keys.Where(uid => !known.Contains(uid)).ToList())
                partsSince.Remove(gone);
            foreach (var pod in pods)
            {
                if (pod.IsComplete)
                    whole.Add(pod.Uid);
                if (pod.IsComplete || isAtWork(pod.Uid))
                    partsSince.Remove(pod.Uid);
                else if (!partsSince.TryAdd(pod.Uid, now) && (whole.Contains(pod.Uid) || now - partsSince[pod.Uid] >= MakingMax))
                    lost.Add(pod.Uid);
            }
        }

        return lost;
    }
}
