using System.CommandLine;
using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>A VM node on a Docker Engine, as flags.</summary>
internal sealed class VmFlags
{
    private readonly Option<string?> docker = new("--docker") { Description = "A VM node on the Docker Engine at unix:///PATH or tcp://HOST:2376", HelpName = "ADDRESS" };
    private readonly Option<FileInfo?> ca = new("--tls-ca") { Description = "Certificate of the engine's authority, PEM; this and the next two as for docker --tlsverify, and where burst up runs" };
    private readonly Option<FileInfo?> certificate = new("--tls-cert") { Description = "Certificate shown to the engine, PEM" };
    private readonly Option<FileInfo?> key = new("--tls-key") { Description = "Its private key, PEM" };
    private readonly Option<string?> size = new("--size") { Description = "VM size that says what it costs and has at most: D4s_v5, D4s_v5:vm-reserved:1 (default: the cheapest that has what its machine has)" };
    private readonly Option<string?> labels = new("--labels") { Description = "Labels of the node: disk=fast,team=web" };
    private readonly Option<string[]> taints = new("--taints") { Description = "What keeps pods off that do not tolerate it: KEY=VALUE:NoSchedule (or PreferNoSchedule, NoExecute), several after commas" };
    private readonly Option<string?> reserve = new("--reserve") { Description = "What of the machine is kept for what is not a pod: cpu=500m,memory=1Gi" };
    private readonly Option<string?> resources = new("--resources") { Description = "What it has beside CPU and memory: nvidia.com/gpu=2,ephemeral-storage=50Gi" };

    private readonly Option<int?> maxPods = NumberOption.Create("--max-pods", "Pods at the same time, at most (default 110)", 1, 1000);

    public IEnumerable<Option> Options => [docker, ca, certificate, key, size, labels, taints, reserve, resources, maxPods];

    /// <summary>The first that is given although another kind of node is added; null when none is.</summary>
    public string? FindGiven(ParseResult parsed) => Options.FirstOrDefault(option => parsed.GetResult(option) is not null)?.Name;

    public bool AreMeant(ParseResult parsed) => parsed.GetValue(docker) is not null;

    /// <param name="parsed">The command line.</param>
    /// <param name="name">Of the node.</param>
    /// <param name="region">Whose prices apply; null for that of the server.</param>
    public NodeConfig Read(ParseResult parsed, string name, string? region)
    {
        var sized = parsed.GetValue(size) is { } text ? NodeFlag.Parse($"{name}={text}") : new NodeConfig { Name = name };
        return sized with
        {
            Region = region,
            Labels = Pairs(labels.Name, parsed.GetValue(labels)),
            Taints = [.. (parsed.GetValue(taints) ?? []).SelectMany(item => item.Split(',', StringSplitOptions.RemoveEmptyEntries))],
            Reserve = ReadReserve(parsed.GetValue(reserve)),
            MaxPods = parsed.GetValue(maxPods),
            Resources = Pairs(resources.Name, parsed.GetValue(resources)),
            Docker = new DockerConfig
            {
                Host = parsed.GetValue(docker)!, TlsCa = parsed.GetValue(ca)?.FullName, TlsCert = parsed.GetValue(certificate)?.FullName, TlsKey = parsed.GetValue(key)?.FullName,
            },
        };
    }

    private ReserveConfig? ReadReserve(string? text)
    {
        if (text is null)
            return null;
        var pairs = Pairs(reserve.Name, text);
        if (pairs.Keys.FirstOrDefault(given => given is not ("cpu" or "memory")) is { } unknown)
            throw new CommandException(ExitCodes.Usage, $"{reserve.Name}: '{unknown}' cannot be reserved; write cpu=500m,memory=1Gi, or one of them.");
        return new ReserveConfig { Cpu = pairs.GetValueOrDefault("cpu"), Memory = pairs.GetValueOrDefault("memory") };
    }

    private static Dictionary<string, string> Pairs(string option, string? text)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var part in text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (part.Split('=', 2) is not [var name, var value] || !pairs.TryAdd(name, value))
                throw new CommandException(ExitCodes.Usage, $"{option}: '{part}' is not accepted; write NAME=VALUE, each name once, several after commas.");
        }

        return pairs;
    }
}
