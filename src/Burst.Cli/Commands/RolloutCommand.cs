namespace Burst.Cli.Commands;

internal sealed class RolloutCommand() : CommandGroup(
    "rollout", "Follow a Deployment's update, look at its history, go back, or restart its pods",
    new RolloutStatusCommand(), new RolloutHistoryCommand(), new RolloutUndoCommand(), new RolloutRestartCommand());
