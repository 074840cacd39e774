namespace Burst.Core.Pods;

/// <summary>Where a container sees a volume of its pod; <see cref="MountPath"/> is absolute and has no ':'.</summary>
public sealed record VolumeMount(string Name, string MountPath, bool IsReadOnly);
