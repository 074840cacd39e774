namespace Burst.Hosts.Docker.Pods;

/// <summary>One try to pull an image.</summary>
/// <param name="beganAt">By the clock that measures.</param>
/// <param name="delay">The back-off before it.</param>
/// <param name="before">How the tries before it went; null for the first.</param>
internal sealed class PullTry(long beganAt, TimeSpan delay, ImagePull? before)
{
    private DateTimeOffset failedAt;

    public Task Task { get; set; } = Task.CompletedTask;

    public string Progress { get; set; } = "asked for";

    public long BeganAt => beganAt;

    /// <summary>Null until the engine has pulled it.</summary>
    public TimeSpan? Took { get; set; }

    public string? Failure { get; private set; }

    public ImagePull Sight => Failure is { } failure
        ? new ImagePull((before?.Failures ?? 0) + 1, before?.FirstFailedAt ?? failedAt, failedAt, failure, IsWaiting: true)
        : before is null ? new ImagePull(0, null, null, null, IsWaiting: false) : before with { IsWaiting = false };

    public TimeSpan NextDelay => delay == TimeSpan.Zero ? ImagePulls.DelayMin : delay * 2 < ImagePulls.DelayMax ? delay * 2 : ImagePulls.DelayMax;

    private bool HasSucceeded => Task.IsCompleted && Failure is null;

    /// <summary>The registry was asked no earlier than this, and has given what it has.</summary>
    public bool Confirms(long askedAt) => HasSucceeded && beganAt >= askedAt;

    /// <summary>How long from now until it may be tried again; zero or less for at once.</summary>
    public TimeSpan RetryAt(DateTimeOffset now) => Failure is null ? TimeSpan.Zero : failedAt + NextDelay - now;

    public void Fail(string reason, DateTimeOffset at)
    {
        failedAt = at;
        Failure = reason;
    }

    /// <summary>Those that failed one after the other count, until one succeeds.</summary>
    public PullTry Next(long now) => HasSucceeded ? new PullTry(now, TimeSpan.Zero, null) : new PullTry(now, NextDelay, Sight);
}
