using Burst.Core.Canaries;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Reconcile;

namespace Burst.Scheduling.Rollouts;

/// <summary>
/// One look at a Deployment that is updated a few pods at a time: which of its pods are given up now, and how many new ones there is room
/// for. Kubernetes' rules, with one difference: an old pod counts until it is gone, and not only until its end has been asked for, since it
/// holds its place until then. So the bound of <c>maxSurge</c> is one of what runs, and with a surge of 0 the new pod gets the old one's place.
/// </summary>
internal sealed class RollingReplacement
{
    private readonly Deployment deployment;
    private readonly DateTimeOffset now;
    private readonly List<Pod> updated;
    private readonly List<Pod> old;
    private readonly int leaving;
    private readonly int podsMax;
    private readonly int availableMin;
    private readonly List<Pod> ending = [];

    /// <param name="pods">Those of the Deployment, as the plan has them so far.</param>
    /// <param name="hash">Of its present template.</param>
    public RollingReplacement(Deployment deployment, RollingUpdate rolling, string hash, IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        (this.deployment, this.now) = (deployment, now);
        updated = [.. pods.Where(pod => pod.TemplateHash == hash && IsStrength(pod))];
        old = [.. pods.Where(pod => pod.IsActive && pod.TemplateHash != hash)];
        leaving = pods.Count(pod => pod.TemplateHash != hash && pod is { IsActive: false, IsTerminal: false, IsLost: false });
        var (surge, unavailable) = rolling.For(deployment.Replicas);
        (podsMax, availableMin) = (deployment.Replicas + surge, deployment.Replicas - unavailable);
        if (old.Count > 0 && CanarySwitch.Sings(Canary.SurgeIgnored))
            podsMax = int.MaxValue;
        if (old.Count > 0 && CanarySwitch.Sings(Canary.OldEndedBeforeNewIsReady))
            availableMin = 0;
    }

    /// <summary>To be ended, in the order in which they are given up.</summary>
    public IReadOnlyList<Pod> Ending => ending;

    /// <summary>Pods of the present template to be made.</summary>
    public int Missing { get; private set; }

    public RollingReplacement Decide()
    {
        GiveUp(LeastWanted(updated), updated.Count - deployment.Replicas);

        // What has no place yet costs nobody anything, and would take one from a pod of the present template.
        GiveUp(old.Where(pod => !pod.HoldsCapacity), int.MaxValue);
        GiveUp(FirstOfAll(), old.Count + updated.Count - podsMax);
        if (old.Count > 0)
            GiveUpOld();
        Missing = Math.Max(0, Math.Min(deployment.Replicas - updated.Count, podsMax - updated.Count - old.Count - leaving - CountGivenUpInPlace()));
        return this;
    }

    /// <summary>
    /// As many as leave enough available, the unavailable first. What is new and not available yet may never be: for each of those one old pod
    /// stays, whether or not it is available now.
    /// </summary>
    private void GiveUpOld()
    {
        var most = old.Count + updated.Count - availableMin - updated.Count(IsUnavailable);
        var given = GiveUp(LeastWanted(old).Where(IsUnavailable), most);
        var spare = old.Concat(updated).Count(pod => !IsUnavailable(pod)) - availableMin;
        GiveUp(LeastWanted(old), Math.Min(most - given, spare));
    }

    /// <summary>After the replicas have been made fewer: what is not available before what is, and of each the old before the new.</summary>
    private IEnumerable<Pod> FirstOfAll() =>
        LeastWanted(old).Where(IsUnavailable).Concat(LeastWanted(updated).Where(IsUnavailable)).Concat(LeastWanted(old)).Concat(LeastWanted(updated));

    /// <returns>How many were given up.</returns>
    private int GiveUp(IEnumerable<Pod> candidates, int most)
    {
        List<Pod> given = [.. candidates.Distinct().Take(Math.Max(0, most))];
        ending.AddRange(given);
        old.RemoveAll(given.Contains);
        updated.RemoveAll(given.Contains);
        return given.Count;
    }

    /// <summary>The others go with the plan.</summary>
    private int CountGivenUpInPlace() => ending.Count(pod => pod.HoldsCapacity);

    private static bool IsStrength(Pod pod) => pod.IsActive || (!pod.IsTerminal && CanarySwitch.Sings(Canary.EndingCountsAsStrength));

    private IEnumerable<Pod> LeastWanted(IEnumerable<Pod> pods) => EndingOrder.Of(pods).OrderBy(pod => !IsUnavailable(pod));

    private bool IsUnavailable(Pod pod) => !PodAvailability.IsAvailable(pod, deployment.MinReady, now);
}
