namespace Burst.Hosts.Docker.Wire;

internal sealed class EngineInfoDto
{
    /// <summary>Processors.</summary>
    public int NCPU { get; set; }

    /// <summary>Bytes.</summary>
    public long MemTotal { get; set; }

    /// <summary>As <c>uname -m</c>: x86_64, aarch64.</summary>
    public string? Architecture { get; set; }

    public string? OSType { get; set; }

    public string? ServerVersion { get; set; }
}
