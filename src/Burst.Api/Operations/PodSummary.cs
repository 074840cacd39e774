using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Scheduling.Placement;

namespace Burst.Api.Operations;

/// <summary>How one pod stands, for people who ask why.</summary>
internal static class PodSummary
{
    public static JsonObject Of(ClusterState state, Pod pod, DateTimeOffset now)
    {
        var json = new JsonObject
        {
            ["namespace"] = pod.Metadata.Namespace,
            ["name"] = pod.Metadata.Name,
            ["uid"] = pod.Metadata.Uid,
            ["gone"] = false,
            ["phase"] = pod.Phase.ToString(),
        };
        json.SetIfAny("workload", pod.Owner is { } owner ? $"{owner.Kind}/{owner.Name}" : null);
        if (pod.Placement is { } placement)
        {
            json["node"] = placement.Node.Value;
            json["tier"] = placement.Tier.Value;
            json["pricePerHour"] = placement.PricePerHour.ToString();
        }

        json.SetIfAny("nominatedNode", pod.NominatedNode?.Value);
        json["policy"] = DescribePolicy(state, pod);
        json["waitedSeconds"] = ((pod.StartedAt ?? pod.FinishedAt ?? now) - pod.Metadata.CreatedAt).TotalSeconds;
        json["hostState"] = pod.HostState.ToString();
        json["hostStateSince"] = pod.HostStateSince.ShowExact();
        json["hostAttempts"] = pod.HostAttempts;
        json.SetIfAny("stop", pod is { IsTerminal: false, Stop.Stage: not PodStopStage.Started and var stage } ? stage.ToString() : null);
        if (pod.HostRetryAt is { } retry && retry > now)
            json["retryInSeconds"] = (retry - now).TotalSeconds;
        json.SetIfAny("repatriation", RepatriationText.Of(state, pod));
        json.SetIfAny("reason", pod.Reason);
        json.SetIfAny("message", pod.Message);
        json["createdAt"] = pod.Metadata.CreatedAt.ShowExact();
        return json;
    }

    /// <summary>All that is left of a pod is what was last decided on it.</summary>
    public static JsonObject OfGone(PlacementDecision last)
    {
        var json = new JsonObject
        {
            ["namespace"] = last.Namespace,
            ["name"] = last.PodName,
            ["uid"] = last.Pod.Value,
            ["gone"] = true,
            ["policy"] = last.Policy,
            ["waitedSeconds"] = last.Waited.TotalSeconds,
        };
        json.SetIfAny("node", last.Node?.Value);
        json.SetIfAny("tier", last.Tier?.Value);
        json.SetIfAny("pricePerHour", last.PricePerHour?.ToString());
        return json;
    }

    private static string DescribePolicy(ClusterState state, Pod pod)
    {
        if (PolicyResolver.FindMissing(state, pod) is { } missing)
            return $"policy {missing}, named by the annotation {BurstPolicy.Annotation}, does not exist: VM nodes only";
        if (PolicyResolver.Find(state, pod) is not { } policy)
            return "none: VM nodes only";
        var limits = string.Concat(
            policy.MaxPods is { } pods ? $", at most {pods} pods" : "",
            policy.MaxSpendPerHour is { } spend ? $", at most ${spend}/h" : "");
        return $"{policy.Mode.ToString().ToLowerInvariant()} after {policy.After.TotalSeconds:0.#}s, tiers {string.Join(", ", policy.Tiers)}{limits} (policy {policy.Metadata.Name})";
    }
}
