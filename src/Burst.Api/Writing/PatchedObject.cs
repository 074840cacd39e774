using System.Text.Json.Nodes;
using Burst.Api.Kinds;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Manifests;

namespace Burst.Api.Writing;

/// <summary>An object as it is declared after a patch: its manifest, patched and read again, so that a patch can do no more than a manifest.</summary>
internal static class PatchedObject
{
    public static ClusterObject Of(Resource resource, ClusterObject existing, JsonObject patch, bool isStrategic, DateTimeOffset now)
    {
        if (existing is Node node)
            return NodePatch.Apply(node, patch, now);
        var manifest = ManifestWriter.ToJson(existing, SecretRendering.Full);

        // The node that a pod was given is the server's, and no part of what was declared.
        if (existing is Pod { Spec.NodeName: null })
            (manifest["spec"] as JsonObject)?.Remove("nodeName");
        if (isStrategic)
            StrategicMergePatch.Apply(manifest, patch, "");
        else
            MergePatch.Apply(manifest, patch);
        var patched = ManifestBody.Parse(resource, manifest, existing.Metadata.Namespace);
        return patched.Key == existing.Key
            ? patched
            : throw Errors.Refusal.BadRequest($"a patch cannot turn {existing.Key} into {patched.Key}");
    }
}
