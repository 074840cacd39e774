namespace Burst.Core.Hosts;

/// <summary>What a container uses.</summary>
/// <param name="Name">Its name in the pod.</param>
/// <param name="CpuMicros">Millionths of a processor, on average over the window.</param>
/// <param name="MemoryBytes">In use, without what could be given back at once.</param>
public readonly record struct ContainerUse(string Name, long CpuMicros, long MemoryBytes);
