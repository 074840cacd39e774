using System.Text.Json.Nodes;
using Burst.Core.Objects;
using Burst.Manifests;

namespace Burst.Api.Kinds;

/// <summary>An object as it is shown: the manifest it came from with what the server knows of it, and its cells in a table.</summary>
internal abstract record ResourceView(ClusterObject Object)
{
    /// <summary>The object in full; secret values are never in it.</summary>
    public JsonObject ToJson()
    {
        var json = ManifestWriter.ToJson(Object);
        Complete(json);
        return json;
    }

    /// <summary>In the order of the resource's columns.</summary>
    public abstract JsonArray Cells(DateTimeOffset now);

    /// <summary>The value of a field of the resource, empty when unset.</summary>
    public virtual string ValueOf(string field) => field switch
    {
        "metadata.name" => Object.Metadata.Name,
        "metadata.namespace" => Object.Metadata.Namespace,
        _ => "",
    };

    /// <summary>Adds the status and what else is not in the manifest.</summary>
    protected virtual void Complete(JsonObject json)
    {
    }
}
