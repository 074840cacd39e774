namespace Burst.Server.Configuration;

/// <summary>A VM node driven by the local pod host.</summary>
public sealed record NodeConfig
{
    public string Name { get; init; } = "";

    /// <summary>A VM size the price book knows: D2s_v5.</summary>
    public string Size { get; init; } = "";

    /// <summary>vm or vm-reserved.</summary>
    public string Tier { get; init; } = "vm";

    /// <summary>1 or 3 with tier vm-reserved.</summary>
    public int? ReservedYears { get; init; }

    /// <summary>The region whose prices apply; the cluster's when not set.</summary>
    public string? Region { get; init; }

    public Dictionary<string, string> Labels { get; init; } = [];
}
