namespace Burst.Hosts.Docker.Wire;

internal sealed class EngineInfoDto
{
    /// <summary>Of the engine; machines that were cloned, and engines before 23 that share a machine, have the same.</summary>
    public string? ID { get; set; }

    /// <summary>Of its machine.</summary>
    public string? Name { get; set; }

    public string? DockerRootDir { get; set; }

    /// <summary>key=value, or a key alone.</summary>
    public List<string>? Labels { get; set; }

    /// <summary>Processors.</summary>
    public int NCPU { get; set; }

    /// <summary>Bytes.</summary>
    public long MemTotal { get; set; }

    /// <summary>As <c>uname -m</c>: x86_64, aarch64.</summary>
    public string? Architecture { get; set; }

    public string? OSType { get; set; }

    public string? ServerVersion { get; set; }
}
