using Burst.Core.Canaries;
using Burst.Core.Storage;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Hunting;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Reports;
using Burst.Simulation.Chaos.Worlds;

namespace Burst.Simulation.Chaos;

/// <summary>
/// One history from one seed: a world is made, its users act and its faults strike for a while; an evening follows in which little
/// happens, but to those who have little else to wake them; then all of it stops, and the world has to come to be as its users want it.
/// </summary>
public static class ChaosRun
{
    /// <summary>The most that the store gives at once.</summary>
    private const int EventsMax = 5000;

    /// <summary>The world is looked at this often once it is to converge.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>What it takes at most, with room scarce and create rates spent; what stands still for long fails sooner.</summary>
    private static readonly TimeSpan ConvergesWithin = TimeSpan.FromHours(12);

    /// <param name="length">How long users act and faults of every kind strike; 1 minute to 366 days. The evening comes after it.</param>
    /// <param name="reader">Told when, what and to whom for everything that happens; null for nobody.</param>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static ChaosResult Run(ulong seed, TimeSpan length, Action<TimeSpan, string, string>? reader, CancellationToken cancellationToken) =>
        Run(seed, length, WorldSize.Drawn, reader, cancellationToken);

    /// <inheritdoc cref="Run(ulong, TimeSpan, Action{TimeSpan, string, string}?, CancellationToken)"/>
    public static ChaosResult Run(
        ulong seed, TimeSpan length, WorldSize size, Action<TimeSpan, string, string>? reader, CancellationToken cancellationToken) =>
        Run(seed, length, size, FaultSchedule.Draw(seed, length, size), reader, static _ => false, cancellationToken);

    /// <summary>Runs a history only until it breaks a promise that is looked for, and after the canary that sings has made a difference.</summary>
    /// <param name="isLookedFor">Whether a promise counts, by its name.</param>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static CanaryTrial Try(ulong seed, TimeSpan length, Func<string, bool> isLookedFor, CancellationToken cancellationToken)
    {
        var (before, seen) = (CanarySwitch.TimesSung, 0);
        var violations = Run(seed, length, WorldSize.Drawn, FaultSchedule.Draw(seed, length), reader: null, HasBroken, cancellationToken).Violations;
        return new CanaryTrial(
            seed, violations.FirstOrDefault(found => isLookedFor(found.Promise)), violations.FirstOrDefault(), CanarySwitch.TimesSung - before);

        bool HasBroken(Judge judge)
        {
            for (; seen < judge.Violations.Count; seen++)
            {
                if (isLookedFor(judge.Violations[seen].What))
                    return true;
            }

            return false;
        }
    }

    internal static ChaosResult Run(
        ulong seed, TimeSpan length, IReadOnlyList<Fault> schedule, Action<TimeSpan, string, string>? reader, CancellationToken cancellationToken) =>
        Run(seed, length, WorldSize.Drawn, schedule, reader, static _ => false, cancellationToken);

    /// <summary>A context of the caller's would take what the world awaits to other threads.</summary>
    private static ChaosResult Run(
        ulong seed, TimeSpan length, WorldSize size, IReadOnlyList<Fault> schedule, Action<TimeSpan, string, string>? reader,
        Func<Judge, bool> isEnough, CancellationToken cancellationToken)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunAlone(seed, length, size, schedule, reader, isEnough, cancellationToken);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static ChaosResult RunAlone(
        ulong seed, TimeSpan length, WorldSize size, IReadOnlyList<Fault> schedule, Action<TimeSpan, string, string>? reader,
        Func<Judge, bool> isEnough, CancellationToken cancellationToken)
    {
        var loop = new EventLoop(ChaosWorld.Beginning);
        var clock = new MachineClock();
        var parameters = WorldParameters.Draw(seed, size);
        using var folder = StateFolder.Create(parameters.Store, new WorldClock(loop, clock));
        using var world = new ChaosWorld(
            seed, parameters, loop, clock, folder.Store, reader is null ? null : (at, what, who) => reader(at - loop.Start, what, who));
        var court = new Court(world, seed, new JudgeLimits());
        court.Hear(schedule);
        world.Supervisor.Start();
        court.Users.Start();
        court.Monitor.Start();
        court.Judge.WatchStrength();
        world.Faults.Schedule(schedule);
        loop.RunUntil(loop.Start + length, Stops);
        if (!IsOver())
        {
            court.Users.BeginEvening();
            loop.RunUntil(loop.Start + length + Evening.Length, Stops);
        }

        if (!IsOver())
            Converge(world, court, Stops);
        if (IsOver())
            return Result(seed, world, court);

        if (court.Users.Failure is { } failure)
            court.Judge.WronglyAnswered("a user's", $"cannot be read: {failure.Message}");
        court.Judge.JudgeEnd(world.CommittedUsage, world.ReadLedger());
        court.LookForSecrets(world.Database.ReadEventsAsync(new EventQuery(Limit: EventsMax), CancellationToken.None).GetAwaiter().GetResult());
        return Result(seed, world, court);

        bool Stops()
        {
            cancellationToken.ThrowIfCancellationRequested();
            return IsOver();
        }

        // A world whose time stands still has no end that could be judged.
        bool IsOver() => loop.HasStoodStill || isEnough(court.Judge);
    }

    private static void Converge(ChaosWorld world, Court court, Func<bool> stops)
    {
        var deadline = world.Loop.Now + ConvergesWithin;
        while (world.Loop.Now < deadline)
        {
            world.Loop.RunUntil(world.Loop.Now + LookEvery, stops);
            if (stops())
                return;
            if (!court.Users.IsQuiet)
                continue;
            if (court.Judge.CheckConvergence() != ConvergenceState.UnderWay)
                return;
        }
    }

    private static ChaosResult Result(ulong seed, ChaosWorld world, Court court) => new()
    {
        Seed = seed,
        Simulated = world.Loop.Now - world.Loop.Start,
        HistoryHash = world.History.Hash,
        Faults =
        [
            .. Enum.GetValues<FaultKind>().Select(kind =>
                new FaultFigure(kind.ToString(), world.Faults.Counts.Struck(kind), world.Faults.Counts.StruckInFlight(kind))),
        ],
        Spills = world.Regions.Sum(region => region.Records.Count(record => !record.IsForeign)),
        Deletes = court.Register.All.Count(life => life.RemovedBy == PodEnd.ControlPlane),
        Crashes = world.Faults.Counts.Struck(FaultKind.ControllerKilled) + world.Faults.Counts.Struck(FaultKind.ControllerPaused)
            + world.Faults.Counts.Struck(FaultKind.ControllerDoubled),
        Checks = court.Register.All.Count + court.Users.Requests.Sent,
        Events = world.Loop.EventsRun,
        Violations =
        [
            .. court.Judge.Violations.Select(found =>
                new ChaosViolation(seed, found.At - world.Loop.Start, found.What, found.Where, found.Description)),
        ],
    };
}
