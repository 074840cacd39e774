using Burst.Testing.Time;

namespace Burst.Control.Tests;

/// <summary>
/// A wall clock that can be set, over timers and a monotonic clock that take no notice. A loop that looks at it again and again without ever
/// waiting would go round for ever; here it is ended, and its test fails.
/// </summary>
internal sealed class JumpingClock(ManualTimeProvider time) : TimeProvider
{
    /// <summary>No test takes a hundredth of it.</summary>
    private const int LooksAtOneInstantMax = 100_000;

    private long lookedAt;
    private int looks;

    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp()
    {
        var now = time.GetTimestamp();
        looks = now == lookedAt ? looks + 1 : 0;
        lookedAt = now;
        return looks < LooksAtOneInstantMax ? now : throw new InvalidOperationException("The loop goes round without waiting.");
    }

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
