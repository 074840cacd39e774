namespace Burst.Server.Configuration;

/// <summary>A VM node: a Docker Engine, or processes of this machine where it names none.</summary>
public sealed record NodeConfig
{
    public string Name { get; set; } = "";

    /// <summary>A VM size the price book knows: D2s_v5. What it costs, and what it has at most.</summary>
    public string Size { get; set; } = "";

    /// <summary>vm or vm-reserved.</summary>
    public string Tier { get; set; } = "vm";

    /// <summary>1 or 3 with tier vm-reserved.</summary>
    public int? ReservedYears { get; set; }

    /// <summary>The region whose prices apply; the cluster's when not set.</summary>
    public string? Region { get; set; }

    public Dictionary<string, string> Labels { get; set; } = [];

    /// <summary>What of the machine is kept for what is not a pod.</summary>
    public ReserveConfig? Reserve { get; set; }

    /// <summary>Pods at the same time, at most: 1 to 1000; 110 when not set, as of a kubelet.</summary>
    public int? MaxPods { get; set; }

    /// <summary>What it has beside CPU and memory: nvidia.com/gpu to 2, ephemeral-storage to 50Gi.</summary>
    public Dictionary<string, string> Resources { get; set; } = [];

    /// <summary>KEY=VALUE:EFFECT, as kubectl writes them; the effect is NoSchedule, PreferNoSchedule or NoExecute.</summary>
    public List<string> Taints { get; set; } = [];

    /// <summary>The engine that runs its pods; null for processes of this machine.</summary>
    public DockerConfig? Docker { get; set; }
}
