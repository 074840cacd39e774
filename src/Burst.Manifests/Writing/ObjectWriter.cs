using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Manifests.Writing;

/// <summary>What all kinds have in common.</summary>
internal static class ObjectWriter
{
    public static JsonObject Begin(ClusterObject subject, string apiVersion) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = subject.Kind.ToString(),
        ["metadata"] = Metadata(subject.Metadata, subject as Pod),
    };

    /// <summary>Adds a map of strings, unless it is empty.</summary>
    public static void AddTexts(JsonObject json, string name, ImmutableSortedDictionary<string, string> texts)
    {
        if (texts.IsEmpty)
            return;
        json[name] = Texts(texts);
    }

    /// <summary>Adds a list of strings, unless it is empty.</summary>
    public static void AddTexts(JsonObject json, string name, ImmutableArray<string> texts)
    {
        if (!texts.IsEmpty)
            json[name] = Texts(texts);
    }

    public static JsonObject Texts(ImmutableSortedDictionary<string, string> texts) =>
        new(texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    public static long Seconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerSecond;

    private static JsonObject Metadata(ObjectMeta metadata, Pod? pod)
    {
        var json = new JsonObject { ["name"] = metadata.Name };
        if (metadata.Namespace.Length > 0)
            json["namespace"] = metadata.Namespace;
        if (metadata.Uid.Length > 0)
            json["uid"] = metadata.Uid;
        if (metadata.ResourceVersion > 0)
            json["resourceVersion"] = metadata.ResourceVersion.ToString(CultureInfo.InvariantCulture);
        if (metadata.Generation > 0)
            json["generation"] = metadata.Generation;
        if (metadata.CreatedAt != default)
            json["creationTimestamp"] = Timestamp(metadata.CreatedAt);
        if (metadata.DeletionRequestedAt is { } deletion)
            json["deletionTimestamp"] = Timestamp(deletion);
        AddTexts(json, "labels", metadata.Labels);
        AddTexts(json, "annotations", metadata.Annotations);
        if (pod?.Owner is { } owner)
            json["ownerReferences"] = new JsonArray(OwnerReference.Write(owner, pod.OwnerUid));
        return json;
    }

    /// <summary>To the second, as Kubernetes writes metav1.Time.</summary>
    private static string Timestamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
