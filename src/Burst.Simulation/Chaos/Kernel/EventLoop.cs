namespace Burst.Simulation.Chaos.Kernel;

/// <summary>
/// The one thread and the one clock of a simulated world. Events run in the order of their time, then in the order they were asked
/// for, so the same world has the same history in any process.
/// </summary>
internal sealed class EventLoop(DateTimeOffset start)
{
    private readonly PriorityQueue<ScheduledEvent, (long Ticks, long Order)> queue = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long order;

    /// <summary>When the world began.</summary>
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public long EventsRun { get; private set; }

    public ScheduledEvent After(TimeSpan delay, Action action) => After(delay, static state => ((Action)state!).Invoke(), action);

    public ScheduledEvent After(TimeSpan delay, Action<object?> action, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException("Something has left the one thread of the simulated world.");
        var item = new ScheduledEvent(action, state);
        queue.Enqueue(item, ((Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero)).UtcTicks, order++));
        return item;
    }

    public ScheduledEvent At(DateTimeOffset at, Action action) => After(at - Now, action);

    /// <summary>Runs what is due up to an instant, and stands there then. <paramref name="stop"/> ends it early.</summary>
    public void RunUntil(DateTimeOffset until, Func<bool> stop)
    {
        while (queue.TryPeek(out var next, out var due) && due.Ticks <= until.UtcTicks)
        {
            queue.Dequeue();
            if (!next.IsPending)
                continue;
            if (due.Ticks > Now.UtcTicks)
                Now = new DateTimeOffset(due.Ticks, TimeSpan.Zero);
            EventsRun++;
            next.Run();
            if (stop())
                return;
        }

        Now = until;
    }
}
