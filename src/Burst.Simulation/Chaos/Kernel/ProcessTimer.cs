namespace Burst.Simulation.Chaos.Kernel;

/// <summary>A timer of a simulated process; it dies with it.</summary>
internal sealed class ProcessTimer(SimulatedProcess process, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan repeat = Timeout.InfiniteTimeSpan;
    private ScheduledEvent? next;
    private bool isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (isDisposed)
            return false;
        repeat = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        Schedule(dueTime);
        return true;
    }

    public void Dispose()
    {
        isDisposed = true;
        next?.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Schedule(TimeSpan dueTime)
    {
        next?.Cancel();
        next = dueTime == Timeout.InfiniteTimeSpan ? null : process.After(dueTime, static timer => ((ProcessTimer)timer!).Fire(), this);
    }

    private void Fire()
    {
        if (isDisposed)
            return;
        if (repeat != Timeout.InfiniteTimeSpan)
            Schedule(repeat);
        callback(state);
    }
}
