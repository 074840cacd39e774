using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Workloads;
using Burst.Scheduling.Placement;

namespace Burst.Scheduling.Repatriation;

/// <summary>Which pods may come back to the VM nodes at all, whether or not there is room.</summary>
public static class RepatriationRules
{
    private const int RetryDoublingsMax = 20;

    private static readonly TimeSpan RetryWaitMin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryWaitMax = TimeSpan.FromHours(1);

    /// <summary>Runs on a virtual node for a Deployment.</summary>
    public static bool IsSpilled(Pod pod) => pod is { IsActive: true, HoldsCapacity: true, Relieves: null, Placement.Tier.IsVm: false };

    /// <summary>Why a spilled pod stays where it is whatever room there is; null when it may come back.</summary>
    public static string? FindObstacle(ClusterState state, Deployment deployment, Pod pod) => FindObstacle(deployment) ?? FindPolicyObstacle(state, pod) ?? FindOwnObstacle(pod);

    /// <summary>The pod that takes the place of another is one more for a while, as in a rolling update: where that allows none, none is made.</summary>
    public static string? FindObstacle(Deployment deployment) => deployment.RollingUpdate switch
    {
        _ when deployment.Template.Spec.IsGated => "its Deployment's pods have scheduling gates, so that the one to take its place would wait for them",
        null => "its Deployment is updated by Recreate, which lets no pod run beside those that are replaced",
        var rolling when rolling.For(deployment.Replicas).Surge < 1 => "its Deployment has a maxSurge of 0, which lets no pod run beside its replicas",
        _ => null,
    };

    /// <summary>Why its policy wants it there, or does not want it moved.</summary>
    public static string? FindPolicyObstacle(ClusterState state, Pod pod)
    {
        if (PolicyResolver.FindMissing(state, pod) is { } missing)
            return $"its policy {missing} does not exist";
        var policy = PolicyResolver.Find(state, pod);
        if (policy is { Mode: BurstMode.Prefer or BurstMode.Always })
            return $"policy {policy.Metadata.Name} is {policy.Mode.ToString().ToLowerInvariant()}";
        return AfterOf(policy) == Timeout.InfiniteTimeSpan ? $"policy {policy!.Metadata.Name} says repatriateAfter: never" : null;
    }

    /// <summary>How long there must have been room.</summary>
    public static TimeSpan AfterOf(BurstPolicy? policy) => policy?.RepatriateAfter ?? BurstPolicy.DefaultRepatriateAfter;

    /// <summary>How long there must have been room for the next try: as the policy says, and twice as long for each failure in a row after the first.</summary>
    public static TimeSpan WaitOf(BurstPolicy? policy, int failures)
    {
        var after = AfterOf(policy);
        if (failures == 0)
            return after;
        var first = after > RetryWaitMin ? after : RetryWaitMin;
        var wait = first * Math.Pow(2, Math.Min(failures - 1, RetryDoublingsMax));
        return wait < RetryWaitMax ? wait : first > RetryWaitMax ? first : RetryWaitMax;
    }

    /// <summary>All its pods are there, of the present template and available: one that is short of pods, or changing, is left in peace.</summary>
    internal static bool IsInOrder(ClusterState state, Deployment deployment, IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        if (deployment.Rollout.State != RolloutState.Complete || deployment.Rollout.ObservedGeneration != deployment.Metadata.Generation)
            return false;
        var replicas = 0;
        foreach (var pod in pods)
        {
            if (pod.IsActive)
                replicas++;
            if (pod.IsActive ? pod.TemplateHash != deployment.Rollout.Current?.Hash || !IsAtWork(state, deployment, pod, now) : pod is { IsLost: false, HoldsCapacity: true })
                return false;
        }

        return replicas == deployment.Replicas;
    }

    /// <summary>Available, on a node that answers.</summary>
    internal static bool IsAtWork(ClusterState state, Deployment deployment, Pod pod, DateTimeOffset now) =>
        PodAvailability.IsAvailable(pod, deployment.MinReady, now) && pod.Placement is { } placement && state.FindNode(placement.Node) is Node { IsReady: true };

    private static string? FindOwnObstacle(Pod pod)
    {
        if (pod.Spec.PublicAddress is not null)
            return $"it has a public address there ({PublicAddress.Annotation})";
        return pod.Stop is { Stage: not PodStopStage.Started } ? "it has been stopped" : null;
    }
}
