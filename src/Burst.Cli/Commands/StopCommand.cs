namespace Burst.Cli.Commands;

internal sealed class StopCommand() : PodStageCommand(
    "stop", "Name of a pod that runs on Azure Container Instances",
    "End a pod's containers and keep its container group, which costs nothing while it is stopped", "burst stop burst-x2k4p")
{
    protected override string Underway => "Stopping";

    protected override string Done => "stopped";

    protected override bool IsDone(string stage) => stage == "Stopped";
}
