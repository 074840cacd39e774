using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>The kind of the items of a list such as DeploymentList.</summary>
internal sealed record ListedKind(string Kind, string ApiVersion)
{
    /// <summary>The item with the kind and API version that the list gives it, where it has none of its own.</summary>
    public ManifestNode CompleteItem(ManifestNode item) => item is MapNode map
        ? map with { Entries = [.. Missing(map, "apiVersion", ApiVersion), .. Missing(map, "kind", Kind), .. map.Entries] }
        : item;

    private static IEnumerable<MapEntry> Missing(MapNode map, string key, string value) => map.Entries.Any(entry => entry.Key == key)
        ? []
        : [new MapEntry(key, map.At, new ScalarNode(map.At, value, ScalarKind.String))];
}
