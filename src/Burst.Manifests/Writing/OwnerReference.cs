using System.Text.Json.Nodes;
using Burst.Core.Ids;

namespace Burst.Manifests.Writing;

internal static class OwnerReference
{
    public static JsonObject Write(ObjectKey owner, string uid) => new()
    {
        ["apiVersion"] = owner.Kind == ObjectKind.Job ? "batch/v1" : "apps/v1",
        ["kind"] = owner.Kind.ToString(),
        ["name"] = owner.Name,
        ["uid"] = uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };
}
