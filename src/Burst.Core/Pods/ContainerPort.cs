namespace Burst.Core.Pods;

/// <summary><see cref="Port"/> is 1-65535, <see cref="Protocol"/> TCP or UDP.</summary>
public sealed record ContainerPort(int Port, string Protocol, string? Name);
