using Burst.Core.Storage;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Controllers;

/// <summary>
/// Starts the control plane, starts it again when it has ended, and does to it what faults do: kill, pause, run twice.
/// </summary>
internal sealed class Supervisor(
    EventLoop loop, FaultInjector faults, History history, MachineClock clock, Func<SimulatedProcess, SimulatedController> create,
    Func<SimulatedController, Task> run)
{
    private static readonly TimeSpan RestartAfterExit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DownMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DownMax = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan JumpMax = TimeSpan.FromMinutes(30);

    private int started;

    /// <summary>The process that was started last; null while none runs.</summary>
    public SimulatedController? Current { get; private set; }

    public int Crashes { get; private set; }

    /// <summary>Of every process started from now on.</summary>
    public ICallWitness? Witness { get; set; }

    /// <summary>The control plane ended by itself, for a reason that is not its successor.</summary>
    public event Action<Exception>? Failed;

    /// <summary>No control plane runs, until this instant.</summary>
    public event Action<DateTimeOffset>? Down;

    public void Register()
    {
        faults.On(FaultKind.ControllerKilled, (_, random) => Kill(random));
        faults.On(FaultKind.ControllerPaused, (_, random) => Pause(random));
        faults.On(FaultKind.ControllerDoubled, (_, _) => Double());
        faults.On(FaultKind.ClockJumped, (_, random) => Jump(random));
    }

    public void Start()
    {
        var process = new SimulatedProcess(loop, clock, ++started) { Witness = Witness };
        history.Add("controller start", $"process {process.Number}");
        var controller = create(process);
        Current = controller;
        _ = WatchAsync(controller);
    }

    private async Task WatchAsync(SimulatedController controller)
    {
        try
        {
            await run(controller).ConfigureAwait(false);
        }
        catch (FencedException)
        {
            history.Add("controller fenced", $"process {controller.Process.Number}");
        }
        catch (TimeStandsStillException exception)
        {
            history.Add("controller stuck", exception.Message);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or IOException)
        {
            history.Add("controller ended", exception.Message);
        }
        catch (Exception exception)
        {
            history.Add("controller failed", exception.Message);
            Failed?.Invoke(exception);
        }

        End(controller);
    }

    private void End(SimulatedController controller)
    {
        controller.Process.Kill();
        if (Current != controller)
            return;
        GoDown(RestartAfterExit);
    }

    private void StartIfNone()
    {
        if (Current is null)
            Start();
    }

    private void Kill(SeededRandom random) => Kill(random.Between(DownMin, random.Chance(200) ? DownMax : RestartAfterExit));

    /// <summary>The process is gone between two instructions; another is started after a while.</summary>
    public void Kill(TimeSpan down)
    {
        if (Current is not { } victim)
            return;
        faults.Count(FaultKind.ControllerKilled, $"process {victim.Process.Number}");
        Crashes++;
        victim.Process.Kill();
        GoDown(down);
    }

    private void GoDown(TimeSpan down)
    {
        Current = null;
        Down?.Invoke(loop.Now + down);
        loop.After(down, StartIfNone);
    }

    private void Pause(SeededRandom random)
    {
        if (Current is not { Process.IsPaused: false } victim)
            return;
        faults.Count(FaultKind.ControllerPaused, $"process {victim.Process.Number}");
        victim.Process.Pause();
        loop.After(random.Between(PauseMin, PauseMax), victim.Process.Resume);
    }

    /// <summary>The first does not know of the second until it commits.</summary>
    private void Double()
    {
        if (Current is not { } first)
            return;
        faults.Count(FaultKind.ControllerDoubled, $"process {first.Process.Number}");
        Start();
    }

    private void Jump(SeededRandom random)
    {
        faults.Count(FaultKind.ClockJumped, "wall clock");
        clock.Skew = random.Between(-JumpMax, JumpMax);
        history.Add("clock", $"{clock.Skew.TotalSeconds:0} s off");
    }
}
