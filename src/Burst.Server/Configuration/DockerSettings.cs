using Burst.Core.Nodes;
using Burst.Hosts.Docker.Engine;

namespace Burst.Server.Configuration;

/// <summary>Turns the Docker Engine of a configured node into what goes on record, collecting what is wrong with it.</summary>
internal sealed class DockerSettings(List<string> errors)
{
    /// <returns>Null when something is wrong; it has been told then.</returns>
    public DockerConnection? Read(DockerConfig docker, string key)
    {
        var before = errors.Count;
        if (!EngineAddress.TryParse(docker.Host, out var address))
            errors.Add($"{key}.host: '{docker.Host}' is not the address of a Docker Engine; {EngineAddress.Rule}.");
        string?[] files = [docker.TlsCa, docker.TlsCert, docker.TlsKey];
        if (files.Any(file => file is not null) && (files.Any(string.IsNullOrEmpty) || address?.SocketPath is not null))
            errors.Add($"{key}: tlsCa, tlsCert and tlsKey go together, and with a tcp:// host.");
        else if (address?.EndPoint is { } endPoint && docker.TlsCa is null && !IsLoopback(endPoint.Host))
            errors.Add($"{key}.host: '{docker.Host}' is on the network without TLS, where whoever reaches it is root on that machine; give tlsCa, tlsCert and tlsKey.");
        CheckFile(docker.TlsCa, $"{key}.tlsCa");
        CheckFile(docker.TlsCert, $"{key}.tlsCert");
        CheckFile(docker.TlsKey, $"{key}.tlsKey");
        return errors.Count > before ? null : new DockerConnection
        {
            Host = docker.Host,
            IsShared = docker.IsShared,
            TlsCaFile = Full(docker.TlsCa),
            TlsCertificateFile = Full(docker.TlsCert),
            TlsKeyFile = Full(docker.TlsKey),
        };
    }

    private void CheckFile(string? file, string key)
    {
        if (!string.IsNullOrEmpty(file) && !File.Exists(file))
            errors.Add($"{key}: there is no file '{file}'; name one in PEM, as for docker --tlsverify.");
    }

    public static bool IsLoopback(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));

    private static string? Full(string? file) => file is null ? null : Path.GetFullPath(file);
}
