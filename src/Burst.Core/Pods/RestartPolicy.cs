namespace Burst.Core.Pods;

public enum RestartPolicy
{
    Always,
    OnFailure,
    Never,
}
