namespace Burst.Core.Pods;

public enum ContainerState
{
    Waiting,
    Running,
    Terminated,
}
