using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>The engine of a node as a flag: NAME=ADDRESS.</summary>
internal static class DockerFlag
{
    /// <summary>Each names one of the nodes.</summary>
    public static List<NodeConfig> Apply(List<NodeConfig> nodes, IReadOnlyList<string> flags)
    {
        foreach (var flag in flags)
        {
            if (flag.Split('=', 2) is not [var name, var host] || nodes.Find(node => node.Name == name) is not { } node)
            {
                throw new CommandException(
                    ExitCodes.Usage, $"--docker '{flag}' names no node; write NAME=unix:///PATH or NAME=tcp://HOST:PORT beside --node NAME=SIZE.");
            }

            node.Docker = new DockerConfig { Host = host };
        }

        return nodes;
    }
}
