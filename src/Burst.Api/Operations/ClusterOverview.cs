using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Cost.Reports;

namespace Burst.Api.Operations;

/// <summary>The cluster in one document. Every list in it is bounded, and says how many there are in all.</summary>
internal static class ClusterOverview
{
    private const int ItemsMax = 200;
    private const int ReasonsMax = 20;

    public static JsonObject Of(ClusterState state, IPriceCatalog prices, DateTimeOffset now)
    {
        var rate = RunRate.Of(state.OpenUsage);
        return new JsonObject
        {
            ["kind"] = "ClusterStatus",
            ["apiVersion"] = "burst.dev/v1",
            ["time"] = now.ShowExact(),
            ["resourceVersion"] = state.ResourceVersion.ToString(),
            ["paused"] = state.IsPaused,
            ["pause"] = PauseEndpoint.Describe(state),
            ["nodes"] = state.Nodes.Take(ItemsMax).Select(node => NodeOverview.Of(state, node, prices)).ToJsonArray(),
            ["nodeCount"] = state.Nodes.Count,
            ["pods"] = PodCounts.Of(state),
            ["spilled"] = Spilled(state),
            ["waiting"] = Waiting(state),
            ["runRate"] = Rates(rate),
            ["deployments"] = state.Deployments.Take(ItemsMax).Select(item => Progress(DeploymentResource.Observe(state, item))).ToJsonArray(),
            ["deploymentCount"] = state.Deployments.Count,
            ["jobs"] = state.Jobs.OrderBy(job => job.Progress.IsFinished).Take(ItemsMax)
                .Select(item => Progress(JobResource.Observe(state, item))).ToJsonArray(),
            ["jobCount"] = state.Jobs.Count,
        };
    }

    /// <summary>Live: pods that may have a container group. Billed: groups whose usage goes on.</summary>
    private static JsonObject Spilled(ClusterState state) => new()
    {
        ["live"] = state.Nodes.Where(node => node.NodeKind == NodeKind.Virtual).Sum(node => state.LoadOf(node.Name).Pods.Count),
        ["billed"] = state.OpenUsage.Count(record => record.Kind == UsageKind.ContainerGroup),
    };

    private static JsonObject Waiting(ClusterState state)
    {
        var reasons = state.WaitingPods.GroupBy(pod => pod.Message ?? "Not looked at yet.", StringComparer.Ordinal)
            .Select(group => (Message: group.Key, Count: group.Count()))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Message, StringComparer.Ordinal);
        return new JsonObject
        {
            ["count"] = state.WaitingPodCount,
            ["reasons"] = reasons.Take(ReasonsMax)
                .Select(group => new JsonObject { ["reason"] = group.Message, ["count"] = group.Count }).ToJsonArray(),
        };
    }

    private static JsonObject Rates(RunRate rate) => new()
    {
        ["perHour"] = rate.PerHour.ToString(),
        ["tiers"] = rate.Tiers.Select(tier => new JsonObject
        {
            ["tier"] = tier.Tier.Value,
            ["nodes"] = tier.Nodes,
            ["pods"] = tier.Pods,
            ["perHour"] = tier.PerHour.ToString(),
        }).ToJsonArray(),
    };

    private static JsonObject Progress(DeploymentView view) => new()
    {
        ["namespace"] = view.Deployment.Metadata.Namespace,
        ["name"] = view.Deployment.Metadata.Name,
        ["replicas"] = view.Deployment.Replicas,
        ["pods"] = view.Pods,
        ["ready"] = view.Ready,
    };

    private static JsonObject Progress(JobView view)
    {
        var json = new JsonObject
        {
            ["namespace"] = view.Job.Metadata.Namespace,
            ["name"] = view.Job.Metadata.Name,
            ["phase"] = view.Phase,
            ["completions"] = view.Job.Completions,
            ["active"] = view.Active,
            ["running"] = view.Ready,
            ["succeeded"] = view.Job.Progress.Succeeded,
            ["failed"] = view.Job.Progress.Failed,
        };
        json.SetIfAny("failureReason", view.Job.Progress.FailureReason);
        return json;
    }
}
