using System.Text.Json;
using Burst.Scheduling.Oracle;

namespace Burst.Scheduling.Conformance;

/// <summary>Whether a case has only what the scheduler knows: by the names of fields and resources, wherever they are.</summary>
internal static class KnownFields
{
    private static readonly (string Field, Refusals Kind)[] Fields =
    [
        ("hostPort", Refusals.HostPorts),
        ("schedulingGates", Refusals.SchedulingGates),
        ("podAffinity", Refusals.PodAffinity),
        ("podAntiAffinity", Refusals.PodAntiAffinity | Refusals.ExistingPodAntiAffinity),
        ("topologySpreadConstraints", Refusals.TopologySpread),
    ];

    public static bool AreAll(JsonElement scheduling, Refusals kinds, bool overhead) =>
        (kinds.HasFlag(Refusals.NodeName) || !scheduling.GetProperty("pod").GetProperty("spec").TryGetProperty("nodeName", out _))
        && scheduling.GetProperty("pods").EnumerateArray().Append(scheduling.GetProperty("pod")).All(pod => IsKnown(pod.GetProperty("spec"), kinds, overhead));

    private static bool IsKnown(JsonElement element, Refusals kinds, bool overhead) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().All(field => IsKnown(field, kinds, overhead)),
        JsonValueKind.Array => element.EnumerateArray().All(item => IsKnown(item, kinds, overhead)),
        _ => true,
    };

    private static bool IsKnown(JsonProperty field, Refusals kinds, bool overhead)
    {
        if (Array.Find(Fields, known => known.Field == field.Name) is { Field: not null } found && !kinds.HasFlag(found.Kind))
            return false;
        return field.Name switch
        {
            "hostNetwork" => !field.Value.GetBoolean(),
            "protocol" => field.Value.GetString() != "SCTP",
            "overhead" => overhead,
            "requests" or "limits" => field.Value.EnumerateObject().All(amount => kinds.HasFlag(KindOf(amount.Name))),
            _ => IsKnown(field.Value, kinds, overhead),
        };
    }

    private static Refusals KindOf(string resource) => resource switch
    {
        "cpu" => Refusals.Cpu,
        "memory" => Refusals.Memory,
        "ephemeral-storage" => Refusals.EphemeralStorage,
        _ => Refusals.Extended,
    };
}
