using System.Text.Json.Nodes;
using Burst.Core.State;

namespace Burst.Api.Operations;

/// <summary>How many pods there are, by phase and, of those that hold capacity, by tier.</summary>
internal static class PodCounts
{
    public static JsonObject Of(ClusterState state)
    {
        var phases = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var tiers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var pod in state.Pods)
        {
            var phase = pod.Metadata.DeletionRequestedAt is not null ? "Terminating" : pod.Phase.ToString();
            phases[phase] = phases.GetValueOrDefault(phase) + 1;
            if (pod is { HoldsCapacity: true, Placement.Tier.Value: var tier })
                tiers[tier] = tiers.GetValueOrDefault(tier) + 1;
        }

        return new JsonObject { ["count"] = state.Pods.Count, ["byPhase"] = ToJson(phases), ["byTier"] = ToJson(tiers) };
    }

    private static JsonObject ToJson(SortedDictionary<string, int> counts) =>
        new(counts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
}
