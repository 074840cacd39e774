namespace Burst.Server.Configuration;

/// <summary>
/// The configuration file as written (JSON, comments allowed). Durations are like 40s, 5m or 1h30m, money like "1.50".
/// Properties can be set, so that the generated reader keeps the defaults of keys a file leaves out; init-only ones it would clear.
/// </summary>
public sealed record BurstConfig
{
    /// <summary>Address and port of the API.</summary>
    public string Listen { get; set; } = "127.0.0.1:7070";

    /// <summary>Azure region whose prices apply where a node names none.</summary>
    public string Region { get; set; } = "eastus";

    public List<NodeConfig> Nodes { get; set; } = [];

    /// <summary>
    /// The engine of this machine for a VM node that names none: unix:///PATH, or none for processes. Not set, <c>burst up</c> uses the one at
    /// /var/run/docker.sock if it is there.
    /// </summary>
    public string? Docker { get; set; }

    public List<AciConfig> Aci { get; set; } = [];

    /// <summary>Bound in USD on what all container groups together may cost per hour. Must be set before a real subscription is used.</summary>
    public string? SpendCapPerHour { get; set; }

    /// <summary>Container groups asked for in one subscription and region in any 5 minutes, at most, and deletes likewise; Azure's default.</summary>
    public int CreatesPer5Minutes { get; set; } = 100;

    /// <summary>The same in any hour.</summary>
    public int CreatesPerHour { get; set; } = 300;

    /// <summary>How long a VM node may be NotReady before its pods are replaced elsewhere.</summary>
    public string ReplacePodsAfter { get; set; } = "5m";

    /// <summary>How long a node may be silent before it is NotReady.</summary>
    public string NotReadyAfter { get; set; } = "40s";

    /// <summary>How often VM nodes are looked at.</summary>
    public string NodeInterval { get; set; } = "1s";

    /// <summary>How often virtual nodes are looked at.</summary>
    public string AciInterval { get; set; } = "10s";

    /// <summary>Between the two reads that must both find nothing before a container group counts as gone.</summary>
    public string DeleteConfirmWait { get; set; } = "2s";

    /// <summary>Lets pods on local nodes run any command of this machine, not only the built-in programs.</summary>
    public bool AllowHostCommands { get; set; }

    /// <summary>Paths of VM nodes on engines that pods may mount as <c>hostPath</c>, with all that is below them.</summary>
    public List<string> AllowHostPaths { get; set; } = [];

    /// <summary>How VM nodes are filled.</summary>
    public PlacementConfig Placement { get; set; } = new();

    /// <summary>A price file that replaces the built-in price book.</summary>
    public string? Prices { get; set; }

    /// <summary>How much history is kept.</summary>
    public HistoryConfig History { get; set; } = new();

    /// <summary>text or json.</summary>
    public string LogFormat { get; set; } = "text";

    /// <summary>Trace, Debug, Information, Warning, Error or None.</summary>
    public string LogLevel { get; set; } = "Information";

    /// <summary>Where to send metrics and logs by OTLP, such as http://localhost:4317; null for nowhere.</summary>
    public string? OtlpEndpoint { get; set; }
}
