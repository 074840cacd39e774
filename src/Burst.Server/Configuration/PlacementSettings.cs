using System.Collections.Immutable;
using Burst.Manifests.Reading;
using Burst.Scheduling.Planning;

namespace Burst.Server.Configuration;

/// <summary>Reads how VM nodes are filled.</summary>
internal static class PlacementSettings
{
    public static PlacementStrategies Read(PlacementConfig config, List<string> errors)
    {
        var pools = ImmutableSortedDictionary.CreateBuilder<string, PlacementStrategy>(StringComparer.Ordinal);
        foreach (var (pool, text) in config.Pools)
        {
            if (LabelRules.FindValueProblem(pool) is { } problem)
                errors.Add($"placement.pools: '{pool}' is no value of the label {PlacementStrategies.PoolLabel}: {problem}.");
            if (Parse($"placement.pools.{pool}", text, errors) is { } strategy)
                pools[pool] = strategy;
        }

        return new PlacementStrategies { Cluster = config.Strategy is { } all ? Parse("placement.strategy", all, errors) : null, Pools = pools.ToImmutable() };
    }

    private static PlacementStrategy? Parse(string key, string text, List<string> errors)
    {
        switch (text)
        {
            case "spread":
                return PlacementStrategy.Spread;
            case "binpack":
                return PlacementStrategy.Binpack;
            default:
                errors.Add($"{key}: '{text}' is no strategy; use spread or binpack.");
                return null;
        }
    }
}
