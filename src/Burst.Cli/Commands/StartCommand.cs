namespace Burst.Cli.Commands;

internal sealed class StartCommand() : PodStageCommand(
    "start", "Name of a pod that `burst stop` has stopped",
    "Start the containers of a pod that was stopped, as the same pod in the same place; it is billed again", "burst start burst-x2k4p")
{
    protected override string Underway => "Starting";

    protected override string Done => "started";

    /// <summary>A pod that nobody has stopped runs already.</summary>
    protected override bool IsDone(string stage) => stage is "" or "Started";
}
