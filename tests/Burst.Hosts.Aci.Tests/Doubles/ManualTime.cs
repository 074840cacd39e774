namespace Burst.Hosts.Aci.Tests.Doubles;

/// <summary>A clock that moves only when told, on the caller's thread.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _set;

    public override DateTimeOffset GetUtcNow() => _now + _set;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Time goes by in which nothing waits.</summary>
    public void Pass(TimeSpan span) => _now += span;

    /// <summary>Somebody sets the wall clock; nothing passes.</summary>
    public void Set(TimeSpan ahead) => _set += ahead;

    /// <summary>Runs the work to its end, jumping to the next timer whenever it waits.</summary>
    public T Run<T>(Task<T> work)
    {
        // The test runner's context would send continuations to other threads, where this loop could not see them coming.
        SynchronizationContext.SetSynchronizationContext(null);
        while (!work.IsCompleted)
        {
            var next = _timers.MinBy(timer => timer.DueAt) ?? throw new InvalidOperationException("The work waits, but not for time.");
            _timers.Remove(next);
            _now = next.DueAt > _now ? next.DueAt : _now;
            next.Fire();
        }

        return work.GetAwaiter().GetResult();
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            DueAt = time._now + dueTime;
            time._timers.Add(this);
            return true;
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
