using System.Collections.Immutable;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.State;

namespace Burst.Api.Writing;

/// <summary>POST, PUT and PATCH of one object.</summary>
internal sealed class ObjectWrites(WriteGate gate, IIdSource ids)
{
    public Task<ApiResponse> CreateAsync(Resource resource, ApiCall call)
    {
        var body = ManifestBody.Read(resource, call);
        return RunAsync(resource, call, (state, now) => Create(state, resource, body.Object, now), body.Warnings);
    }

    public Task<ApiResponse> ReplaceAsync(Resource resource, ApiCall call)
    {
        var body = ManifestBody.Read(resource, call);
        return RunAsync(
            resource,
            call,
            (state, now) =>
            {
                var existing = Require(state, resource, call);
                body.Preconditions.Check(resource, existing);
                return Revise(state, resource, existing, body.Object, now);
            },
            body.Warnings);
    }

    public Task<ApiResponse> PatchAsync(Resource resource, ApiCall call)
    {
        var type = MediaType.Of(call.Request);
        return type switch
        {
            MediaType.MergePatch or MediaType.StrategicMergePatch => MergeAsync(resource, call, type == MediaType.StrategicMergePatch),
            MediaType.ApplyPatch when resource.IsCreatable => ApplyAsync(resource, call),
            _ => throw Refusal.UnsupportedMediaType(
                $"Content-Type {(type.Length == 0 ? "(none)" : type)} is not a patch of {resource.Plural} this server knows; {MediaType.MergePatch}, "
                + $"{MediaType.StrategicMergePatch}{(resource.IsCreatable ? $" and {MediaType.ApplyPatch}" : "")} are"),
        };
    }

    public static ClusterObject Require(ClusterState state, Resource resource, ApiCall call) =>
        state.Find(resource.KeyOf(call.Namespace, call.Name)) ?? throw Refusal.NotFound(resource, call.Name);

    private Task<ApiResponse> MergeAsync(Resource resource, ApiCall call, bool isStrategic)
    {
        var patch = JsonBody.Read(call.Request.Body);
        var preconditions = Preconditions.Read(patch.Object("metadata"));
        return RunAsync(resource, call, (state, now) =>
        {
            var existing = Require(state, resource, call);
            preconditions.Check(resource, existing);
            return Revise(state, resource, existing, PatchedObject.Of(resource, existing, patch, isStrategic, now), now);
        }, []);
    }

    /// <summary>Creates or replaces what is declared. There are no field managers: the last one to apply owns everything.</summary>
    private Task<ApiResponse> ApplyAsync(Resource resource, ApiCall call)
    {
        var body = ManifestBody.Read(resource, call);
        return RunAsync(
            resource,
            call,
            (state, now) =>
            {
                if (state.Find(body.Object.Key) is not { } existing)
                    return Create(state, resource, body.Object, now);
                body.Preconditions.Check(resource, existing);
                return Revise(state, resource, existing, body.Object, now);
            },
            body.Warnings);
    }

    private WriteDecision Create(ClusterState state, Resource resource, ClusterObject declared, DateTimeOffset now)
    {
        Creation.RequireNamespace(state, resource, declared.Metadata.Namespace);
        RequireAdmission(state, resource, declared);
        return state.Find(declared.Key) switch
        {
            { Metadata.DeletionRequestedAt: not null } =>
                throw Refusal.Conflict(resource, declared.Metadata.Name, "it is being deleted; wait until it is gone and create it again"),
            not null => throw Refusal.AlreadyExists(resource, declared.Metadata.Name),
            null => WriteDecision.Put(201, Admission.Of(state).Admit(Creation.Of(declared, ids, now))),
        };
    }

    private static WriteDecision Revise(ClusterState state, Resource resource, ClusterObject existing, ClusterObject declared, DateTimeOffset now)
    {
        RequireAdmission(state, resource, declared);
        return Revision.Decide(resource, existing, declared, now);
    }

    private static void RequireAdmission(ClusterState state, Resource resource, ClusterObject declared)
    {
        if (Admission.Of(state).FindProblem(declared) is { } problem)
            throw Refusal.Forbidden(resource, declared.Metadata.Name, problem.Message);
    }

    private Task<ApiResponse> RunAsync(
        Resource resource, ApiCall call, Func<ClusterState, DateTimeOffset, WriteDecision> decide, ImmutableArray<string> warnings) => gate.RunAsync(
        call,
        call.IsDryRun,
        decide,
        (state, decision, item) => WarningHeader.AddTo(ApiResponse.Json(decision.Status, resource.View(state, item).ToJson()), warnings));
}
