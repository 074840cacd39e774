using System.Text.Json;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Reading;

/// <summary>Marathon's constraints, which Kubernetes has no field for: an annotation with a JSON array of arrays.</summary>
internal static class MarathonReader
{
    private const string Annotation = "burst.dev/constraints";

    public static IReadOnlyList<FieldConstraint> Read(JsonElement? metadata)
    {
        if (metadata.Field("annotations").Field(Annotation).Text() is not { Length: > 0 } text)
            return [];
        using var json = JsonDocument.Parse(text);
        return ((JsonElement?)json.RootElement).List(item => new FieldConstraint(item[0].GetString()!, item[1].GetString()!, item.GetArrayLength() > 2 ? item[2].GetString()! : ""));
    }

    /// <summary>The app of a task: what the pod belongs to; null for a pod of its own.</summary>
    public static string? ReadApp(JsonElement? metadata) =>
        metadata.Field("ownerReferences").List(owner => $"{owner.Required("kind")}/{owner.Required("name")}").FirstOrDefault();
}
