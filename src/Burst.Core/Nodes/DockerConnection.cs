namespace Burst.Core.Nodes;

/// <summary>
/// Which Docker Engine runs a VM node's pods. On record with the node, so that a restart without flags drives the same containers.
/// Names files of the machine of the control plane and holds no secret.
/// </summary>
public sealed record DockerConnection
{
    /// <summary>As <c>DOCKER_HOST</c> is written: <c>unix:///PATH</c> or <c>tcp://HOST:PORT</c>.</summary>
    public required string Host { get; init; }

    /// <summary>Other nodes are on this engine too: each offers its size, whatever the machine has.</summary>
    public bool IsShared { get; init; }

    /// <summary>Absolute path of the certificate of the only authority that is trusted, in PEM; null without TLS.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>Absolute path of the certificate that is shown to the engine, in PEM; null without TLS.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>Absolute path of its private key, in PEM; null without TLS.</summary>
    public string? TlsKeyFile { get; init; }
}
