using System.Text.Json.Serialization;

namespace Burst.Server.Configuration;

/// <summary>The Docker Engine of a VM node, as written.</summary>
public sealed record DockerConfig
{
    /// <summary>unix:///PATH or tcp://HOST:PORT.</summary>
    public string Host { get; set; } = "";

    /// <summary>Several nodes are on this engine, each with what its size has: for showing Burst on one machine. Not to be written in a file.</summary>
    [JsonIgnore]
    public bool IsShared { get; init; }

    /// <summary>Files in PEM, all three or none: the engine's authority, our certificate, and its key.</summary>
    public string? TlsCa { get; set; }

    public string? TlsCert { get; set; }

    public string? TlsKey { get; set; }
}
