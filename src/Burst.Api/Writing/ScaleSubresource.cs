using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Control.Loop;
using Burst.Core.Objects;
using Burst.Core.State;
using Burst.Core.Workloads;

namespace Burst.Api.Writing;

/// <summary><c>/scale</c> of a Deployment: its replica count and nothing else.</summary>
internal sealed class ScaleSubresource(ControlLoop loop, WriteGate gate)
{
    public async Task<ApiResponse> GetAsync(Resource resource, ApiCall call) => await loop
        .ReadAsync(state => ApiResponse.Json(200, Show(state, ObjectWrites.Require(state, resource, call))))
        .WaitAsync(call.CancellationToken).ConfigureAwait(false);

    public Task<ApiResponse> WriteAsync(Resource resource, ApiCall call)
    {
        var type = MediaType.Of(call.Request);
        if (!MediaType.IsJson(type) && type is not (MediaType.MergePatch or MediaType.StrategicMergePatch))
            throw Refusal.UnsupportedMediaType($"Content-Type {type} is not supported here; {ApiResponse.JsonType} and {MediaType.MergePatch} are");
        var body = JsonBody.Read(call.Request.Body);
        var preconditions = Preconditions.Read(body.Object("metadata"));
        var replicas = ReadReplicas(resource, call, body);
        return gate.RunAsync(
            call,
            call.IsDryRun,
            (state, now) =>
            {
                var existing = (Deployment)ObjectWrites.Require(state, resource, call);
                preconditions.Check(resource, existing);
                return Revision.Decide(resource, existing, existing with { Replicas = replicas ?? existing.Replicas }, now);
            },
            (state, decision, item) => ApiResponse.Json(decision.Status, Show(state, item)));
    }

    private static int? ReadReplicas(Resource resource, ApiCall call, JsonObject body)
    {
        if (body.Object("spec")?["replicas"] is not { } node)
        {
            // Kubernetes leaves zero out of the object that a PUT sends.
            return call.Request.Method == "PUT" ? 0 : null;
        }

        return node is JsonValue value && value.TryGetValue(out int replicas) && replicas is >= 0 and <= Deployment.ReplicasMax
            ? replicas
            : throw Refusal.Invalid(
                resource, call.Name, [StatusCause.Invalid("spec.replicas", $"{node.ToJsonString()} is not accepted; a whole number from 0 to {Deployment.ReplicasMax} is")]);
    }

    private static JsonObject Show(ClusterState state, ClusterObject item)
    {
        var deployment = (Deployment)item;
        var full = DeploymentResource.Definition.View(state, deployment).ToJson();
        var metadata = full["metadata"]!.DeepClone().AsObject();
        metadata.Remove("annotations");
        metadata.Remove("generation");
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = deployment.Replicas },
            ["status"] = new JsonObject
            {
                ["replicas"] = full["status"]!["replicas"]!.DeepClone(),
                ["selector"] = string.Join(",", deployment.Selector.Select(pair => $"{pair.Key}={pair.Value}")),
            },
        };
    }
}
