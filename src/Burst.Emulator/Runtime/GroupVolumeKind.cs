namespace Burst.Emulator.Runtime;

public enum GroupVolumeKind
{
    EmptyDir,
    Secret,
    AzureFile,
    GitRepo,
}
