using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Core.Nodes;
using Burst.Core.Objects;

namespace Burst.Api.Writing;

/// <summary>What users may change of a node: whether it takes new pods, its taints, its labels, its annotations.</summary>
internal static class NodePatch
{
    private const string Accepted = "of a node only spec.unschedulable, spec.taints, metadata.labels and metadata.annotations can be changed";

    public static Node Apply(Node node, JsonObject patch, DateTimeOffset now)
    {
        RequireKnown(node, "", patch, ["apiVersion", "kind", "metadata", "spec"]);
        var metadata = patch.Object("metadata") ?? [];
        RequireKnown(node, "metadata.", metadata, ["name", "uid", "resourceVersion", "labels", "annotations"]);
        var spec = patch.Object("spec") ?? [];
        RequireKnown(node, "spec.", spec, ["unschedulable", "taints"]);
        return node with
        {
            Metadata = Relabel(node.Metadata, metadata),
            IsCordoned = !spec.ContainsKey("unschedulable") ? node.IsCordoned : ReadFlag(node, spec["unschedulable"]),
            Taints = spec.ContainsKey("taints") ? NodeTaints.Read(node, spec["taints"], now) : node.Taints,
        };
    }

    /// <summary>Labels and annotations have one set of rules, which the reader of manifests knows.</summary>
    private static ObjectMeta Relabel(ObjectMeta current, JsonObject patch)
    {
        var carrier = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = "node", ["labels"] = current.Labels.ToJson(), ["annotations"] = current.Annotations.ToJson() },
        };
        var changes = new JsonObject();
        foreach (var name in (string[])["labels", "annotations"])
        {
            if (patch.ContainsKey(name))
                changes[name] = patch[name]?.DeepClone();
        }

        MergePatch.Apply(carrier["metadata"]!.AsObject(), changes);
        try
        {
            var read = ManifestBody.Parse(NamespaceResource.Definition, carrier, "").Metadata;
            return current with { Labels = read.Labels, Annotations = read.Annotations };
        }
        catch (ApiException invalid) when (invalid.Status == 422)
        {
            throw Refusal.Invalid(NodeResource.Definition, current.Name, invalid.Causes);
        }
    }

    private static bool ReadFlag(Node node, JsonNode? value) => value switch
    {
        null => false,
        JsonValue flag when flag.TryGetValue(out bool isSet) => isSet,
        _ => throw Refusal.Invalid(NodeResource.Definition, node.Metadata.Name, [StatusCause.Invalid("spec.unschedulable", "must be true or false")]),
    };

    private static void RequireKnown(Node node, string path, JsonObject json, string[] known)
    {
        var causes = json.Select(pair => pair.Key).Except(known).Select(name => StatusCause.Invalid(path + name, Accepted)).ToImmutableArray();
        if (!causes.IsEmpty)
            throw Refusal.Invalid(NodeResource.Definition, node.Metadata.Name, causes);
    }
}
