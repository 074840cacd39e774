namespace Burst.Core.Pods;

/// <summary>A folder that lives as long as the pod; in memory when <see cref="InMemory"/>, and bounded by <see cref="SizeLimitMib"/> when set.</summary>
public sealed record EmptyDirVolume(bool InMemory = false, long? SizeLimitMib = null);
