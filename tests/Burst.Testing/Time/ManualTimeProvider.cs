namespace Burst.Testing.Time;

/// <summary>
/// Virtual time with timers: stands still until <see cref="Advance"/>, which fires what comes due in order of time, then of
/// creation, on the caller's thread.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly SortedSet<ManualTimer> timers = new(Comparer<ManualTimer>.Create(Earlier));
    private DateTimeOffset now = start ?? DefaultStart;
    private long created;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that are waiting to fire.</summary>
    public int TimerCount
    {
        get
        {
            lock (gate)
                return timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state, Interlocked.Increment(ref created));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on, stopping at each timer that comes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (TakeDue(target) is { } timer)
            timer.Fire();
        lock (gate)
            now = target;
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = now + dueTime;
            timers.Add(timer);
        }
    }

    internal void Cancel(ManualTimer timer)
    {
        lock (gate)
            timers.Remove(timer);
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (gate)
        {
            if (timers.Min is not { } next || next.Due > target)
                return null;
            timers.Remove(next);
            now = next.Due > now ? next.Due : now;
            return next;
        }
    }

    private static int Earlier(ManualTimer left, ManualTimer right)
    {
        var byDue = left.Due.CompareTo(right.Due);
        return byDue != 0 ? byDue : left.Sequence.CompareTo(right.Sequence);
    }
}
