namespace Burst.Server.Configuration;

/// <summary>How VM nodes are filled.</summary>
public sealed record PlacementConfig
{
    /// <summary>spread or binpack for all pods; null: what runs to its end is packed, services are spread.</summary>
    public string? Strategy { get; set; }

    /// <summary>The same for pods that select a pool, by its name.</summary>
    public SortedDictionary<string, string> Pools { get; set; } = new(StringComparer.Ordinal);
}
