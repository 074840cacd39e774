namespace Burst.Emulator.Runtime;

public enum RestartPolicy
{
    Always,
    OnFailure,
    Never,
}
