using System.Collections.Immutable;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Api.Writing;

/// <summary>What the server adds to an object when it comes to be.</summary>
internal static class Creation
{
    public static ClusterObject Of(ClusterObject declared, IIdSource ids, DateTimeOffset now)
    {
        var created = declared with
        {
            Metadata = declared.Metadata with
            {
                Uid = PodUid.From(ids.NextId()).Value,
                CreatedAt = now,
                Generation = 1,
                ResourceVersion = 0,
                DeletionRequestedAt = null,
            },
        };
        return created is Pod pod ? pod with { HostStateSince = now } : created;
    }

    public static void RequireNamespace(ClusterState state, Resource resource, string name)
    {
        if (resource.IsNamespaced && FindNamespaceProblem(state, name) is { } problem)
            throw problem;
    }

    /// <summary>Null when objects may be created in it.</summary>
    public static ApiException? FindNamespaceProblem(ClusterState state, string name) =>
        state.Find(new ObjectKey(ObjectKind.Namespace, "", name)) switch
        {
            null => new ApiException(404, "NotFound", $"namespaces \"{name}\" not found; create it first (kubectl create namespace {name}), or declare it earlier in the same file")
            {
                Subject = (name, "namespaces"),
                Causes = ImmutableArray.Create(new StatusCause("FieldValueNotFound", $"namespace {name} does not exist", "metadata.namespace")),
            },
            { Metadata.DeletionRequestedAt: not null } =>
                Refusal.Conflict(NamespaceResource.Definition, name, "it is being deleted; wait until it is gone and create it again"),
            _ => null,
        };
}
