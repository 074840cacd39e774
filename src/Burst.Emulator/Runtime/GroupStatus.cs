namespace Burst.Emulator.Runtime;

/// <summary>A group as its runtime sees it.</summary>
/// <param name="Containers">In the order of the start record.</param>
/// <param name="IpAddress">Where its ports can be reached; null when the runtime gives it no address.</param>
public sealed record GroupStatus(IReadOnlyList<ContainerStatus> Containers, string? IpAddress = null);
