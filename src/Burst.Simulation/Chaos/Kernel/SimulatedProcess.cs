using Burst.Simulation.Chaos.Calls;

namespace Burst.Simulation.Chaos.Kernel;

/// <summary>
/// One life of a process: its clock, its timers and all that it waits for. Killed, it never runs another instruction: what it
/// awaits is not completed, not even to unwind it, which is what a power cut does. Paused, everything waits until it goes on.
/// </summary>
internal sealed class SimulatedProcess(EventLoop world, MachineClock clock, int number) : TimeProvider
{
    private readonly Queue<(Action<object?> Action, object? State)> held = new();

    /// <summary>1 for the first, counted over the life of the world.</summary>
    public int Number => number;

    public EventLoop World => world;

    /// <summary>Null for nobody, as a rule.</summary>
    public ICallWitness? Witness { get; init; }

    public bool IsAlive { get; private set; } = true;

    public bool IsPaused { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Look() + clock.Skew;

    public override long GetTimestamp() => Look().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Kill()
    {
        IsAlive = false;
        held.Clear();
    }

    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        while (IsAlive && !IsPaused && held.TryDequeue(out var next))
            next.Action(next.State);
    }

    /// <summary>Something that happens inside the process after a while, if it still lives then.</summary>
    public ScheduledEvent After(TimeSpan delay, Action<object?> action, object? state) =>
        world.After(delay, action, state, this);

    public ScheduledEvent After(TimeSpan delay, Action action) => After(delay, static state => ((Action)state!).Invoke(), action);

    /// <summary>Lets something happen inside the process, or keeps it until it goes on.</summary>
    public void Deliver(Action<object?> action, object? state)
    {
        if (!IsAlive)
            return;
        if (IsPaused)
            held.Enqueue((action, state));
        else
            action(state);
    }

    /// <summary>
    /// Dead, it gets nothing that it awaits; and as it may never await anything, and may catch what is thrown, it is thrown out at every look.
    /// </summary>
    private DateTimeOffset Look()
    {
        if (world.TryStep(this))
            return world.Now;
        Kill();
        throw new TimeStandsStillException(this);
    }
}
