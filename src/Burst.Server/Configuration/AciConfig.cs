namespace Burst.Server.Configuration;

/// <summary>A virtual node: ACI in one region and subscription, or the emulator that stands in for it.</summary>
public sealed record AciConfig
{
    public string Name { get; init; } = "";

    /// <summary>Azure Resource Manager; https only.</summary>
    public string Endpoint { get; init; } = "https://management.azure.com/";

    /// <summary>A GUID.</summary>
    public string Subscription { get; init; } = "";

    public string ResourceGroup { get; init; } = "";

    /// <summary>The cluster's region when not set.</summary>
    public string? Region { get; init; }

    public List<string> Tiers { get; init; } = ["aci"];

    /// <summary>PEM file of the only certificate authority to trust, for an emulator; null for the system's.</summary>
    public string? EmulatorCa { get; init; }

    /// <summary>Standard cores the subscription may use in the region.</summary>
    public int CoreQuota { get; init; } = 100;

    /// <summary>Container groups the subscription may have in the region.</summary>
    public int GroupQuota { get; init; } = 100;
}
