namespace Burst.Server.Configuration;

/// <summary>A virtual node: ACI in one region and subscription, or the emulator that stands in for it.</summary>
public sealed record AciConfig
{
    public string Name { get; set; } = "";

    /// <summary>Azure Resource Manager; https only. That of <see cref="Cloud"/> when not set.</summary>
    public string? Endpoint { get; set; }

    /// <summary>AzureCloud, AzureUSGovernment or AzureChinaCloud; the first when neither it nor <see cref="Endpoint"/> is set.</summary>
    public string? Cloud { get; set; }

    /// <summary>default, managed-identity[:CLIENTID], workload-identity or service-principal.</summary>
    public string? Credential { get; set; }

    /// <summary>JSON file of a service principal, as <c>az ad sp create-for-rbac</c> prints it; its environment when not set.</summary>
    public string? CredentialFile { get; set; }

    /// <summary>Where one signs in, https, for a cloud that is none of Azure's own; found by the endpoint when not set.</summary>
    public string? AuthorityHost { get; set; }

    /// <summary>What tokens are asked for, https; the endpoint when not set.</summary>
    public string? Audience { get; set; }

    /// <summary>A GUID.</summary>
    public string Subscription { get; set; } = "";

    public string ResourceGroup { get; set; } = "";

    /// <summary>The cluster's region when not set.</summary>
    public string? Region { get; set; }

    public List<string> Tiers { get; set; } = ["aci"];

    /// <summary>Resource id of a subnet delegated to container groups, which get their address in it.</summary>
    public string? Subnet { get; set; }

    /// <summary>Resource id of a user-assigned managed identity: containers may use it, and images of Azure's registries are pulled with it.</summary>
    public string? Identity { get; set; }

    /// <summary>An availability zone of the region, such as 1.</summary>
    public string? Zone { get; set; }

    /// <summary>PEM file of the only certificate authority to trust, for an emulator; null for the system's.</summary>
    public string? EmulatorCa { get; set; }

    /// <summary>The certificate itself, in PEM, instead of a file.</summary>
    public string? EmulatorCaPem { get; set; }

    /// <summary>Cores of regular groups that may be used in the region, at most; the service may leave less.</summary>
    public int CoreQuota { get; set; } = 100;

    /// <summary>The same for Spot groups, which have a quota of their own; as many when not set.</summary>
    public int? SpotCoreQuota { get; set; }

    /// <summary>Nodes with a lower number are filled first; -1000 to 1000.</summary>
    public int Order { get; set; }

    /// <summary>Share beside nodes of the same order, 1 to 1000; the cheapest comes first when none has one.</summary>
    public int? Weight { get; set; }

    /// <summary>Container groups that may exist in the region, at most; the service may leave fewer.</summary>
    public int GroupQuota { get; set; } = 100;
}
