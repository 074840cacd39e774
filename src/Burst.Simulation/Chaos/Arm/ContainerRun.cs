namespace Burst.Simulation.Chaos.Arm;

/// <summary>One run of a container that has ended.</summary>
internal readonly record struct ContainerRun(DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int ExitCode);
