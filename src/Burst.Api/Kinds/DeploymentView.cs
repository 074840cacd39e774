using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Tables;
using Burst.Core.Pods;
using Burst.Core.Workloads;

namespace Burst.Api.Kinds;

/// <summary>A Deployment and its live pods.</summary>
internal sealed record DeploymentView(Deployment Deployment, int Pods, int Updated, ImmutableArray<Pod> ReadyPods) : ResourceView(Deployment)
{
    /// <summary>Null where it is not known: then what is available is told as it was last written down.</summary>
    public DateTimeOffset? Now { get; init; }

    public int Ready => ReadyPods.Length;

    public int Available => (Deployment.MinReady > TimeSpan.Zero, Now) switch
    {
        (false, _) => Ready,
        (_, { } now) => ReadyPods.Count(pod => PodAvailability.IsAvailable(pod, Deployment.MinReady, now)),
        _ => Deployment.Rollout.State == RolloutState.Complete ? Ready : Deployment.Rollout.Counts.Available,
    };

    public override JsonArray Cells(DateTimeOffset now) =>
    [
        Deployment.Metadata.Name,
        $"{Ready}/{Deployment.Replicas}",
        Updated,
        Available,
        HumanDuration.Age(Deployment.Metadata.CreatedAt, now),
        string.Join(",", Deployment.Template.Spec.Containers.Select(container => container.Name)),
        string.Join(",", Deployment.Template.Spec.Containers.Select(container => container.Image)),
        string.Join(",", Deployment.Selector.Select(pair => $"{pair.Key}={pair.Value}")),
    ];

    protected override void Complete(JsonObject json)
    {
        var rollout = Deployment.Rollout;
        if (rollout.Current is { } revision)
        {
            if (json["metadata"]!["annotations"] is not JsonObject annotations)
                json["metadata"]!["annotations"] = annotations = [];
            annotations[DeploymentRevision.NumberAnnotation] = revision.Number.ToString(CultureInfo.InvariantCulture);
        }

        json["status"] = new JsonObject
        {
            ["observedGeneration"] = rollout.ObservedGeneration,
            ["replicas"] = Pods,
            ["updatedReplicas"] = Updated,
            ["readyReplicas"] = Ready,
            ["availableReplicas"] = Available,
            ["unavailableReplicas"] = Math.Max(0, Math.Max(Pods, Deployment.Replicas) - Available),
            ["conditions"] = new[] { Availability(), Progress() }.Select(condition => condition.ToJson()).ToJsonArray(),
        };
    }

    /// <summary>As many as a rolling update would have to leave.</summary>
    private Condition Availability()
    {
        var least = Deployment.Replicas - (Deployment.RollingUpdate?.For(Deployment.Replicas).Unavailable ?? 0);
        var lastReady = ReadyPods.IsEmpty ? Deployment.Metadata.CreatedAt : ReadyPods.Max(PodAvailability.FindReadyAt);
        return Available >= least
            ? new Condition("Available", true, lastReady, "MinimumReplicasAvailable", $"{Available} of {Deployment.Replicas} pods are available")
            : new Condition("Available", false, Deployment.Metadata.CreatedAt, "MinimumReplicasUnavailable", $"{Available} of {Deployment.Replicas} pods are available, {least} have to be");
    }

    /// <summary>In Kubernetes' words, which its clients compare.</summary>
    private Condition Progress()
    {
        var (rollout, number) = (Deployment.Rollout, Deployment.Rollout.Current?.Number ?? 0);
        return rollout.State switch
        {
            RolloutState.Complete => new Condition("Progressing", true, rollout.Since, "NewReplicaSetAvailable", $"revision {number} is rolled out"),
            RolloutState.Stuck => new Condition(
                "Progressing", false, rollout.Since, "ProgressDeadlineExceeded",
                $"nothing has come of revision {number} for {Deployment.ProgressDeadline.TotalSeconds:0} seconds"),
            _ => new Condition("Progressing", true, rollout.Since, "ReplicaSetUpdated", $"revision {number} is being rolled out"),
        };
    }
}
