using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>Engines as flags: NAME=ADDRESS for that of a node, ADDRESS for that of this machine, or none.</summary>
internal static class DockerFlag
{
    /// <summary>The one that names no node; null when all do.</summary>
    public static string? FindLocal(IReadOnlyList<string> flags)
    {
        var local = flags.Where(IsLocal).ToList();
        return local.Count <= 1
            ? local.FirstOrDefault()
            : throw new CommandException(ExitCodes.Usage, $"--docker: {string.Join(" and ", local)} cannot both be the engine of this machine; write NAME=ADDRESS for that of a node.");
    }

    /// <summary>Each names one of the nodes, but for the one that names none.</summary>
    public static List<NodeConfig> Apply(List<NodeConfig> nodes, IReadOnlyList<string> flags)
    {
        foreach (var flag in flags.Where(flag => !IsLocal(flag)))
        {
            if (flag.Split('=', 2) is not [var name, var host] || nodes.Find(node => node.Name == name) is not { } node)
            {
                throw new CommandException(
                    ExitCodes.Usage, $"--docker '{flag}' names no node; write NAME=unix:///PATH or NAME=tcp://HOST:PORT beside --node NAME=SIZE, or unix:///PATH or none alone.");
            }

            node.Docker = new DockerConfig { Host = host };
        }

        return nodes;
    }

    private static bool IsLocal(string flag) =>
        flag == LocalEngine.None || flag.StartsWith("unix://", StringComparison.Ordinal) || flag.StartsWith("tcp://", StringComparison.Ordinal);
}
