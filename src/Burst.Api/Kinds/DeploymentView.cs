using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Workloads;

namespace Burst.Api.Kinds;

/// <summary>A Deployment and its live pods. There is no readiness delay: a ready pod is available.</summary>
internal sealed record DeploymentView(Deployment Deployment, int Pods, int Updated, int Ready, DateTimeOffset? LastReadyAt) : ResourceView(Deployment)
{
    public override JsonArray Cells(DateTimeOffset now) =>
    [
        Deployment.Metadata.Name,
        $"{Ready}/{Deployment.Replicas}",
        Updated,
        Ready,
        HumanDuration.Age(Deployment.Metadata.CreatedAt, now),
        string.Join(",", Deployment.Template.Spec.Containers.Select(container => container.Name)),
        string.Join(",", Deployment.Template.Spec.Containers.Select(container => container.Image)),
        string.Join(",", Deployment.Selector.Select(pair => $"{pair.Key}={pair.Value}")),
    ];

    protected override void Complete(JsonObject json)
    {
        var missing = Math.Max(0, Deployment.Replicas - Ready);
        var available = missing == 0
            ? new Condition("Available", true, LastReadyAt ?? Deployment.Metadata.CreatedAt, "MinimumReplicasAvailable")
            : new Condition("Available", false, Deployment.Metadata.CreatedAt, "MinimumReplicasUnavailable", $"{Ready} of {Deployment.Replicas} pods are ready");
        json["status"] = new JsonObject
        {
            ["observedGeneration"] = Deployment.Metadata.Generation,
            ["replicas"] = Pods,
            ["updatedReplicas"] = Updated,
            ["readyReplicas"] = Ready,
            ["availableReplicas"] = Ready,
            ["unavailableReplicas"] = missing,
            ["conditions"] = new JsonArray(available.ToJson()),
        };
    }
}
