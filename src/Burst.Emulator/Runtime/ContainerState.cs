namespace Burst.Emulator.Runtime;

public enum ContainerState
{
    Waiting,
    Running,
    Terminated,
}
