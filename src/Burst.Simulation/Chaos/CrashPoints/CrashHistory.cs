using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Worlds;
using Burst.Storage;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>One history of the scenario, in which the control plane is killed at one call or at none.</summary>
internal sealed class CrashHistory : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConvergesWithin = TimeSpan.FromHours(2);
    private static readonly TimeSpan DownMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DownMax = TimeSpan.FromSeconds(20);

    /// <summary>Until the machine that was lost last is back.</summary>
    private static readonly TimeSpan Act = TimeSpan.FromSeconds(240);

    /// <summary>What comes back does so within this, all calls under way and two lists included.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(2);

    private readonly StateFolder folder;
    private readonly ScriptedUser user;
    private readonly CancellationToken cancellationToken;

    public CrashHistory(int target, CrashSide side, Action<DateTimeOffset, string, string>? reader, CancellationToken cancellationToken)
    {
        this.cancellationToken = cancellationToken;
        var loop = new EventLoop(ChaosWorld.Beginning);
        var clock = new MachineClock();
        folder = StateFolder.Create(new StateStoreOptions(), new WorldClock(loop, clock));
        World = new ChaosWorld(CrashScenario.Seed, CrashScenario.Parameters(), loop, clock, folder.Store, reader);
        Court = new Court(World, CrashScenario.Seed, CrashScenario.Limits);
        var down = World.Random($"down {target} {side}").Between(DownMin, DownMax);
        Numbering = new CallNumbering(target, side, () => World.Supervisor.Kill(down));
        World.Supervisor.Witness = Numbering;
        user = new ScriptedUser(World, Court);
    }

    public ChaosWorld World { get; }

    public Court Court { get; }

    public CallNumbering Numbering { get; }

    /// <summary>Calls of the scenario itself: from the beginning until all is as its user wants it.</summary>
    public int CallsOfScenario { get; private set; }

    public void Dispose()
    {
        World.Dispose();
        folder.Dispose();
    }

    public void Play()
    {
        Court.Hear(CrashScenario.Losses);
        World.Supervisor.Start();
        World.Faults.Schedule(CrashScenario.Losses);
        Converge(Act, user.ApplyAsync());
        if (World.Loop.HasStoodStill)
            return;
        Judge();
        Converge(TimeSpan.Zero, user.DeleteAsync());
        CallsOfScenario = Numbering.Calls.Count;
        Run(Aftermath);
        Judge();
    }

    /// <summary>Until the user has all the answers, and all is as they want it.</summary>
    private void Converge(TimeSpan atLeast, Task acts)
    {
        Run(atLeast);
        var deadline = World.Loop.Now + ConvergesWithin;
        while (World.Loop.Now < deadline && !World.Loop.HasStoodStill)
        {
            Run(LookEvery);
            if (acts.IsCompleted && Court.Judge.CheckConvergence() != ConvergenceState.UnderWay)
                break;
        }

        if (acts.IsFaulted)
            acts.GetAwaiter().GetResult();
    }

    private void Run(TimeSpan length) => World.Loop.RunUntil(World.Loop.Now + length, Stops);

    private bool Stops()
    {
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>A world whose time stands still has no end that could be judged.</summary>
    private void Judge()
    {
        if (!World.Loop.HasStoodStill)
            Court.Judge.JudgeEnd(World.CommittedUsage, World.ReadLedger());
    }
}
