using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Workloads;

namespace Burst.Api.Writing;

/// <summary>
/// DELETE. What has something running is only asked to go, and goes when that has ended; what is mere data goes at once.
/// </summary>
internal sealed class ObjectDeletes(WriteGate gate)
{
    public Task<ApiResponse> DeleteAsync(Resource resource, ApiCall call)
    {
        var options = DeleteOptions.Read(call);
        if (options.IsForced && resource != NodeResource.Definition)
            throw Refusal.BadRequest($"force: {resource.Plural} cannot be deleted by force; nodes can");
        return gate.RunAsync(
            call,
            options.IsDryRun,
            (state, now) =>
            {
                var existing = ObjectWrites.Require(state, resource, call);
                options.Preconditions.Check(resource, existing);
                return Decide(state, existing, options, now);
            },
            (state, decision, item) => ApiResponse.Json(decision.Status, decision.IsRemoval
                ? StatusBody.Success(item.Metadata.Name, resource.Plural, item.Metadata.Uid)
                : resource.View(state, item).ToJson()));
    }

    private static WriteDecision Decide(ClusterState state, ClusterObject existing, DeleteOptions options, DateTimeOffset now) => existing switch
    {
        Namespace { Metadata.Name: Namespace.Default } =>
            throw new ApiException(403, "Forbidden", "namespaces \"default\" is forbidden: this namespace may not be deleted"),
        PriorityClass builtIn when PriorityClass.IsBuiltIn(builtIn.Metadata.Name) =>
            throw Refusal.Forbidden(PriorityClassResource.Definition, builtIn.Metadata.Name, "this is a system priority class and cannot be deleted"),
        Node node => NodeDelete.Decide(state, node, options.IsForced, now),
        Pod pod => Request(options.GracePeriod is { } grace ? pod with { Spec = pod.Spec with { TerminationGracePeriod = grace } } : pod, now),
        Namespace or Deployment or Job => Request(existing, now),
        _ => new WriteDecision(200, existing, [new Change.Remove(existing.Key)]) { IsRemoval = true },
    };

    private static WriteDecision Request(ClusterObject existing, DateTimeOffset now) => existing.Metadata.DeletionRequestedAt is null
        ? WriteDecision.Put(200, existing with { Metadata = existing.Metadata with { DeletionRequestedAt = now } })
        : WriteDecision.Unchanged(existing);
}
