using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Tests;

/// <summary>The engines that <c>eng/dockerd start N FOLDER</c> has started; the lane says in which folder.</summary>
internal static class DockerEngines
{
    public const string SkipReason = "no Docker Engine: start some with `eng/dockerd start 3 FOLDER` and set BURST_DOCKERD=FOLDER, as eng/lane-docker does";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("BURST_DOCKERD") is { Length: > 0 } folder ? folder : null;

    /// <summary>Null when there is an engine.</summary>
    public static string? Missing => Folder is null ? SkipReason : null;

    public static IReadOnlyList<EngineAddress> Addresses => [.. File.ReadLines(Path.Combine(Folder!, "hosts")).Select(EngineAddress.Parse)];

    public static EngineAddress OverTcp => EngineAddress.Parse(File.ReadAllText(Path.Combine(Folder!, "tls", "host")).Trim());

    public static EngineTls Tls => new(TlsFile("ca.pem"), TlsFile("cert.pem"), TlsFile("key.pem"));

    private static string TlsFile(string name) => Path.Combine(Folder!, "tls", name);
}
