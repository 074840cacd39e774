using System.Text.Json;
using Burst.Core.Serialization;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Core.Nodes;

/// <summary>The places of nodes that have left, kept as a setting. A request that came late can make a group there after its node has gone.</summary>
public static class RetiredPlaces
{
    /// <summary>The oldest give way.</summary>
    public const int CountMax = 100;

    /// <summary>By when they were retired.</summary>
    public static IReadOnlyList<RetiredPlace> Read(ClusterState state) => state.FindSetting(ClusterSettings.RetiredPlaces) is { } text
        ? JsonSerializer.Deserialize(text, CoreJson.Default.ListRetiredPlace) ?? []
        : [];

    public static Change Add(ClusterState state, RetiredPlace place) => Put([.. Read(state).Append(place).TakeLast(CountMax)]);

    /// <summary>Nothing is left there, and nothing can come any more.</summary>
    public static Change Remove(ClusterState state, RetiredPlace place) => Put([.. Read(state).Where(other => other != place)]);

    private static Change.PutSetting Put(List<RetiredPlace> places) =>
        new(ClusterSettings.RetiredPlaces, places.Count == 0 ? null : JsonSerializer.Serialize(places, CoreJson.Default.ListRetiredPlace));
}
