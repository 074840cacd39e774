namespace Burst.Hosts.Docker;

/// <summary>How the pull of an image goes that a pod waits for.</summary>
/// <param name="Failures">Tries that failed, one after the other.</param>
/// <param name="FirstFailedAt">Null while none has.</param>
/// <param name="LastFailedAt">Null while none has.</param>
/// <param name="Failure">What the engine said of the last one; null while none has failed.</param>
/// <param name="IsWaiting">Nothing is done about it until its back-off is over.</param>
public sealed record ImagePull(int Failures, DateTimeOffset? FirstFailedAt, DateTimeOffset? LastFailedAt, string? Failure, bool IsWaiting);
