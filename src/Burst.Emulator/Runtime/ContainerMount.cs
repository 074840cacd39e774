namespace Burst.Emulator.Runtime;

/// <summary>A volume of the group as one container sees it.</summary>
public sealed record ContainerMount(string VolumeName, string MountPath, bool ReadOnly);
