using Burst.Hosts.Docker.Engine;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>The engines of <see cref="DockerFolder"/>, as their clients know them.</summary>
internal static class DockerEngines
{
    public static IReadOnlyList<EngineAddress> Addresses => [.. DockerFolder.Hosts.Select(EngineAddress.Parse)];

    public static EngineAddress OverTcp => EngineAddress.Parse(File.ReadAllText(Path.Combine(DockerFolder.Root!, "tls", "host")).Trim());

    public static EngineTls Tls => new(TlsFile("ca.pem"), TlsFile("cert.pem"), TlsFile("key.pem"));

    private static string TlsFile(string name) => Path.Combine(DockerFolder.Root!, "tls", name);
}
