namespace Burst.Simulation.Chaos.Kernel;

/// <summary>
/// The one thread and the one clock of a simulated world. Events run in the order of their time, then in the order they were asked
/// for, so the same world has the same history in any process.
/// </summary>
internal sealed class EventLoop(DateTimeOffset start)
{
    private readonly EventQueue queue = new();
    private readonly int thread = Environment.CurrentManagedThreadId;

    /// <summary>When the world began.</summary>
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public long EventsRun { get; private set; }

    public ScheduledEvent After(TimeSpan delay, Action action) => After(delay, static state => ((Action)state!).Invoke(), action);

    public ScheduledEvent After(TimeSpan delay, Action<object?> action, object? state) => After(delay, action, state, process: null);

    /// <param name="process">In which it happens: not at all when it is dead by then, and later while it is paused. Null for the world itself.</param>
    public ScheduledEvent After(TimeSpan delay, Action<object?> action, object? state, SimulatedProcess? process)
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException("Something has left the one thread of the simulated world.");
        var item = new ScheduledEvent(action, state, process);
        queue.Enqueue(item, Now.UtcTicks + Math.Max(0, delay.Ticks));
        return item;
    }

    public ScheduledEvent At(DateTimeOffset at, Action action) => After(at - Now, action);

    /// <summary>Runs what is due up to an instant, and stands there then. <paramref name="stop"/> ends it early.</summary>
    public void RunUntil(DateTimeOffset until, Func<bool> stop)
    {
        while (queue.TryDequeue(until.UtcTicks, out var next, out var due))
        {
            if (!next.IsPending)
                continue;
            if (due > Now.UtcTicks)
                Now = new DateTimeOffset(due, TimeSpan.Zero);
            EventsRun++;
            next.Run();
            if (stop())
                return;
        }

        Now = until;
    }
}
