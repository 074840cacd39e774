namespace Burst.Simulation.Chaos.Kernel;

/// <summary>Something that will happen in the simulated world, unless it is cancelled first.</summary>
internal sealed class ScheduledEvent(Action<object?> action, object? state, SimulatedProcess? process)
{
    private Action<object?>? action = action;

    public bool IsPending => action is not null;

    public void Cancel() => action = null;

    public void Run()
    {
        var due = action;
        action = null;
        if (process is null)
            due?.Invoke(state);
        else if (due is not null)
            process.Deliver(due, state);
    }
}
