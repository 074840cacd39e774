using System.CommandLine;
using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>A Docker Engine, as flags.</summary>
internal sealed class EngineFlags
{
    private readonly Option<string?> docker = new("--docker") { Description = "The Docker Engine of --runtime docker: unix:///PATH or tcp://HOST:2376 (default: unix:///var/run/docker.sock)", HelpName = "ADDRESS" };
    private readonly Option<FileInfo?> ca = new("--tls-ca") { Description = "Certificate of the engine's authority, PEM; this and the next two as for docker --tlsverify" };
    private readonly Option<FileInfo?> certificate = new("--tls-cert") { Description = "Certificate shown to the engine, PEM" };
    private readonly Option<FileInfo?> key = new("--tls-key") { Description = "Its private key, PEM" };

    public IEnumerable<Option> Options => [docker, ca, certificate, key];

    /// <summary>The first that is given; null when none is.</summary>
    public string? FindGiven(ParseResult parsed) => Options.FirstOrDefault(option => parsed.GetResult(option) is not null)?.Name;

    /// <returns>Null when none is named.</returns>
    public DockerConfig? Read(ParseResult parsed)
    {
        if (parsed.GetValue(docker) is { } host)
            return new DockerConfig { Host = host, TlsCa = parsed.GetValue(ca)?.FullName, TlsCert = parsed.GetValue(certificate)?.FullName, TlsKey = parsed.GetValue(key)?.FullName };
        return FindGiven(parsed) is { } given ? throw new CommandException(ExitCodes.Usage, $"{given} needs --docker tcp://HOST:PORT beside it.") : null;
    }
}
