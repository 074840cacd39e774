using System.Collections.Immutable;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>
/// Every call that the control plane makes in one scenario is a point at which it can be killed: once just before the call has its
/// effect and once just after. Whichever it is, another process must bring the world to where its user wants it.
/// </summary>
public static class CrashPointRun
{
    /// <summary>All points of the scenario, from a history without a kill.</summary>
    /// <exception cref="InvalidOperationException">The scenario breaks a promise without any kill.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static ImmutableArray<CrashPoint> FindPoints(CancellationToken cancellationToken)
    {
        using var history = new CrashHistory(0, CrashSide.Before, reader: null, cancellationToken);
        history.Play();
        if (history.Court.Judge.Violations is [var violation, ..])
            throw new InvalidOperationException($"The scenario fails without a kill: {violation.What}: {violation.Where}: {violation.Description}");
        return [.. history.Numbering.Calls.Take(history.CallsOfScenario).Select((call, index) => new CrashPoint(index + 1, call.Port, call.Method))];
    }

    /// <summary>The same history in any process, for the same point and side.</summary>
    /// <param name="reader">Told when, what and to whom for everything that happens; null for nobody.</param>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static CrashPointResult Kill(CrashPoint point, CrashSide side, Action<TimeSpan, string, string>? reader, CancellationToken cancellationToken)
    {
        using var history = new CrashHistory(
            point.Number, side, reader is null ? null : (at, what, who) => reader(at - Worlds.ChaosWorld.Beginning, what, who), cancellationToken);
        history.Play();
        var loop = history.World.Loop;
        var violations = history.Court.Judge.Violations.Select(found => Violation(found.At - loop.Start, found.What, found.Where, found.Description)).ToList();
        // Nothing here is late or sent twice, so nothing excuses a pod that came back.
        if (history.Court.Judge.ExcusedReturns > 0)
            violations.Add(Violation(loop.Now - loop.Start, Promises.NoReturn, "world", $"{history.Court.Judge.ExcusedReturns} pods"));
        var reached = history.Numbering.Calls.Count == 0 ? default : history.Numbering.Calls[^1];
        if (!history.Numbering.HasKilled || reached.Port != point.Port || reached.Method != point.Method)
            violations.Add(Violation(loop.Now - loop.Start, Promises.Reached, point.ToString(), "the same history did not come to it again"));
        return new CrashPointResult(point, side, loop.Now - loop.Start, [.. violations]);
    }

    private static ChaosViolation Violation(TimeSpan at, string promise, string where, string description) =>
        new(CrashScenario.Seed, at, promise, where, description);
}
