namespace Burst.Core.Pods;

/// <summary>One run of a container that has ended. Each part is null where the host does not tell it.</summary>
/// <param name="StartedAt">When the process began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="ExitCode">As the process returned it; 128 + signal when a signal ended it.</param>
/// <param name="Signal">The signal that ended it, when the host knows it.</param>
/// <param name="Reason">CamelCase: Completed, Error, OOMKilled, ...</param>
public sealed record ContainerRun(DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, int? ExitCode, int? Signal, string? Reason);
