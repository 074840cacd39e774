namespace Burst.Simulation.Chaos.Kernel;

/// <summary>
/// The one thread and the one clock of a simulated world. Events run in the order of their time, then in the order they were asked
/// for, so the same world has the same history in any process.
/// </summary>
internal sealed class EventLoop(DateTimeOffset start)
{
    /// <summary>
    /// So many steps at one instant, and time is taken to stand still. A step is an event, or a look that a process takes at its clock:
    /// one that never waits comes back to no event, but looks at its clock each time it goes round. The busiest instant of
    /// seeds 1 to 25, of two hours each and with each canary, has 236.
    /// </summary>
    public const int StepsPerInstantMax = 100_000;

    private readonly EventQueue queue = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private int steps;

    /// <summary>When the world began.</summary>
    public DateTimeOffset Start { get; } = start;

    public DateTimeOffset Now { get; private set; } = start;

    public long EventsRun { get; private set; }

    /// <summary>Nothing runs any more: at <see cref="Now"/> more happened than can at one instant.</summary>
    public bool HasStoodStill { get; private set; }

    /// <summary>Told once, with the process whose step was one too many; null for the world itself.</summary>
    public event Action<SimulatedProcess?>? StoodStill;

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

    /// <summary>Counts one step at this instant. False when there have been too many: then it must not be taken.</summary>
    public bool TryStep(SimulatedProcess? process)
    {
        if (!HasStoodStill && ++steps > StepsPerInstantMax)
        {
            HasStoodStill = true;
            StoodStill?.Invoke(process);
        }

        return !HasStoodStill;
    }

    /// <summary>
    /// Runs what is due up to an instant, and stands there then. <paramref name="stop"/> ends it early, and so does time that stands still.
    /// </summary>
    public void RunUntil(DateTimeOffset until, Func<bool> stop)
    {
        while (!HasStoodStill && queue.TryDequeue(until.UtcTicks, out var next, out var due))
        {
            if (!next.IsPending)
                continue;
            if (due > Now.UtcTicks)
                GoOnTo(new DateTimeOffset(due, TimeSpan.Zero));
            Run(next);
            if (stop())
                return;
        }

        if (!HasStoodStill)
            GoOnTo(until);
    }

    private void Run(ScheduledEvent next)
    {
        if (!TryStep(process: null))
            return;
        EventsRun++;
        try
        {
            next.Run();
        }
        catch (TimeStandsStillException)
        {
            // It has been told of, and this was thrown only to come back here.
        }
    }

    private void GoOnTo(DateTimeOffset instant)
    {
        if (instant != Now)
            steps = 0;
        Now = instant;
    }
}
