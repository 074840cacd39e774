namespace Burst.Cli.Commands;

internal sealed class NodeCommand() : CommandGroup(
    "node", "Let nodes join and leave a running control plane", new NodeAddCommand(), new NodeListCommand(), new NodeRemoveCommand());
