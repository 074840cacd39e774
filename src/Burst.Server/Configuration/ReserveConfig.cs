namespace Burst.Server.Configuration;

/// <summary>What of a machine is kept for what is not a pod, as written.</summary>
public sealed record ReserveConfig
{
    /// <summary>Cores, as of a pod: 500m, 2.</summary>
    public string? Cpu { get; set; }

    /// <summary>As of a pod: 512Mi, 2Gi.</summary>
    public string? Memory { get; set; }
}
