namespace Burst.Emulator.Runtime;

/// <summary>A finished run of a container.</summary>
public sealed record ContainerRun(DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int ExitCode);
