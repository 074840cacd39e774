using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Loop;
using Burst.Core.State;
using Burst.Core.Workloads;
using Burst.Manifests;

namespace Burst.Api.Rollouts;

/// <summary>
/// <c>GET .../deployments/{name}/history</c>: the revisions that are kept, oldest first. <c>POST .../deployments/{name}/undo</c>: back to the
/// one before the present one, or to the one that the body names as <c>toRevision</c>.
/// </summary>
internal sealed class RolloutEndpoints(ControlLoop loop, WriteGate gate)
{
    private const string Item = "/apis/burst.dev/v1/namespaces/{namespace}/deployments/{name}";

    public IEnumerable<Route> Routes() => [new Route("GET", $"{Item}/history", HistoryAsync), new Route("POST", $"{Item}/undo", UndoAsync)];

    private async Task<ApiResponse> HistoryAsync(ApiCall call) => await loop
        .ReadAsync(state => ApiResponse.Json(200, Show(state, Require(state, call))))
        .WaitAsync(call.CancellationToken).ConfigureAwait(false);

    private Task<ApiResponse> UndoAsync(ApiCall call)
    {
        var wanted = ReadRevision(call);
        DeploymentRevision? target = null;
        return gate.RunAsync(
            call,
            call.IsDryRun,
            (state, now) =>
            {
                var deployment = Require(state, call);
                if (deployment.Metadata.DeletionRequestedAt is not null)
                    throw Refusal.Conflict(DeploymentResource.Definition, call.Name, "it is being deleted");
                target = RevisionChoice.Choose(deployment, wanted);
                return Revision.Decide(DeploymentResource.Definition, deployment, RevisionChoice.Restore(deployment, target), now);
            },
            (_, decision, _) => ApiResponse.Json(200, new JsonObject
            {
                ["kind"] = "RolloutUndo",
                ["apiVersion"] = "burst.dev/v1",
                ["namespace"] = call.Namespace,
                ["name"] = call.Name,
                ["revision"] = target!.Number,
                ["changed"] = !decision.Changes.IsEmpty,
            }));
    }

    private static Deployment Require(ClusterState state, ApiCall call) => (Deployment)ObjectWrites.Require(state, DeploymentResource.Definition, call);

    private static long? ReadRevision(ApiCall call)
    {
        if (call.Request.Body.IsEmpty)
            return null;
        if (JsonBody.Read(call.Request.Body)["toRevision"] is not { } node)
            return null;
        if (node is not JsonValue value || !value.TryGetValue(out long number) || number < 0)
            throw Refusal.BadRequest($"toRevision: {node.ToJsonString()} is not accepted; the number of a revision is, or 0 for the one before");
        return number == 0 ? null : number;
    }

    private static JsonObject Show(ClusterState state, Deployment deployment)
    {
        var pods = state.PodsOf(deployment.Key).Where(pod => pod.OwnerUid == deployment.Metadata.Uid && pod.IsActive).ToLookup(pod => pod.TemplateHash);
        return new JsonObject
        {
            ["kind"] = "RolloutHistory",
            ["apiVersion"] = "burst.dev/v1",
            ["namespace"] = deployment.Metadata.Namespace,
            ["name"] = deployment.Metadata.Name,
            ["items"] = deployment.Rollout.Revisions.Select(revision => Show(deployment, revision, pods[revision.Hash].Count())).ToJsonArray(),
        };
    }

    private static JsonObject Show(Deployment deployment, DeploymentRevision revision, int pods)
    {
        var json = new JsonObject { ["revision"] = revision.Number };
        json.SetIfAny("changeCause", revision.Cause);
        json["firstAt"] = revision.FirstAt.Show();
        json["current"] = revision == deployment.Rollout.Current;
        json["pods"] = pods;
        json["hash"] = revision.Hash;
        json["template"] = ManifestWriter.ToJson(deployment with { Template = revision.Template })["spec"]!["template"]!.DeepClone();
        return json;
    }
}
