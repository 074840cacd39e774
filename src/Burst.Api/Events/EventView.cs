using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Tables;
using Burst.Core.Events;
using Burst.Core.Ids;

namespace Burst.Api.Events;

/// <summary>One event as it is shown. Each happened once: nothing is counted together.</summary>
internal sealed record EventView(ClusterEvent Event)
{
    public static readonly ImmutableArray<TableColumn> Columns =
    [
        new("Last Seen"), new("Type"), new("Reason"), new("Object"), new("Message"), new("Name", IsWide: true),
    ];

    public static readonly ImmutableArray<string> Fields =
    [
        "metadata.name", "metadata.namespace", "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
        "reason", "type",
    ];

    public static readonly ImmutableSortedDictionary<string, string> NoLabels = ImmutableSortedDictionary<string, string>.Empty;

    private ObjectKey About => Event.Regarding;

    public string Namespace => About.Namespace.Length > 0 ? About.Namespace : Core.Objects.Namespace.Default;

    public string Name => $"{About.Name}.{Position}";

    /// <summary>Sorts as the events do.</summary>
    public string Position => Event.Sequence.ToString("x16");

    public JsonArray Cells(DateTimeOffset now) =>
    [
        HumanDuration.Age(Event.At, now), Event.Severity.ToString(), Event.Reason, $"{About.Kind.ToString().ToLowerInvariant()}/{About.Name}", Event.Message, Name,
    ];

    public string ValueOf(string field) => field switch
    {
        "metadata.name" => Name,
        "metadata.namespace" => Namespace,
        "involvedObject.kind" => About.Kind.ToString(),
        "involvedObject.namespace" => About.Namespace,
        "involvedObject.name" => About.Name,
        "involvedObject.uid" => Event.Uid,
        "reason" => Event.Reason,
        "type" => Event.Severity.ToString(),
        _ => "",
    };

    public JsonObject ToJson()
    {
        var about = new JsonObject
        {
            ["kind"] = About.Kind.ToString(),
            ["name"] = About.Name,
            ["apiVersion"] = ResourceCatalog.Of(About.Kind).ApiVersion,
        };
        about.SetIfAny("namespace", About.Namespace);
        about.SetIfAny("uid", Event.Uid);
        return new JsonObject
        {
            ["kind"] = "Event",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = Name,
                ["namespace"] = Namespace,
                ["resourceVersion"] = Event.Sequence.ToString(),
                ["creationTimestamp"] = Event.At.Show(),
            },
            ["involvedObject"] = about,
            ["reason"] = Event.Reason,
            ["message"] = Event.Message,
            ["type"] = Event.Severity.ToString(),
            ["firstTimestamp"] = Event.At.Show(),
            ["lastTimestamp"] = Event.At.Show(),
            ["count"] = 1,
            ["source"] = new JsonObject { ["component"] = "burst" },
            ["reportingComponent"] = "burst",
        };
    }
}
