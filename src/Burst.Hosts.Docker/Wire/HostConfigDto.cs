namespace Burst.Hosts.Docker.Wire;

/// <summary>What a container has of its machine.</summary>
internal sealed class HostConfigDto
{
    /// <summary>container:NAME for the network of another container.</summary>
    public string? NetworkMode { get; set; }

    /// <summary>The engine removes it when it has ended.</summary>
    public bool? AutoRemove { get; set; }

    public string? IpcMode { get; set; }

    /// <summary>By PORT/protocol of the container.</summary>
    public Dictionary<string, List<PortBindingDto>>? PortBindings { get; set; }

    public RestartPolicyDto? RestartPolicy { get; set; }

    /// <summary>Weight against others; 1024 for a core.</summary>
    public long? CpuShares { get; set; }

    /// <summary>Microseconds.</summary>
    public long? CpuPeriod { get; set; }

    /// <summary>Microseconds of each period.</summary>
    public long? CpuQuota { get; set; }

    /// <summary>Billionths of a processor, at most; another way to say what period and quota do.</summary>
    public long? NanoCpus { get; set; }

    /// <summary>Bytes.</summary>
    public long? Memory { get; set; }

    /// <summary>Bytes that it should have when memory is short.</summary>
    public long? MemoryReservation { get; set; }

    /// <summary>Bytes of memory and swap together.</summary>
    public long? MemorySwap { get; set; }

    public List<MountDto>? Mounts { get; set; }

    public List<string>? Dns { get; set; }

    public List<string>? DnsSearch { get; set; }

    public List<string>? DnsOptions { get; set; }

    /// <summary>NAME:ADDRESS.</summary>
    public List<string>? ExtraHosts { get; set; }

    public Dictionary<string, string>? Sysctls { get; set; }

    public bool? ReadonlyRootfs { get; set; }

    public List<string>? CapAdd { get; set; }

    public List<string>? CapDrop { get; set; }

    public List<string>? SecurityOpt { get; set; }

    public List<string>? GroupAdd { get; set; }

    public List<UlimitDto>? Ulimits { get; set; }

    public long? PidsLimit { get; set; }

    public LogConfigDto? LogConfig { get; set; }
}
