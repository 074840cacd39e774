namespace Burst.Testing.Time;

/// <summary>One timer of a <see cref="ManualTimeProvider"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider time, TimerCallback callback, object? state, long sequence) : ITimer
{
    private TimeSpan repeat = Timeout.InfiniteTimeSpan;
    private bool isDisposed;

    public DateTimeOffset Due { get; set; }

    public long Sequence => sequence;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (isDisposed)
            return false;
        repeat = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        time.Schedule(this, dueTime);
        return true;
    }

    public void Dispose()
    {
        isDisposed = true;
        time.Cancel(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (repeat != Timeout.InfiniteTimeSpan)
            time.Schedule(this, repeat);
        callback(state);
    }
}
