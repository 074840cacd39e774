using System.Collections.Immutable;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>What came of killing the control plane at the points of the scenario.</summary>
/// <param name="Points">All there are.</param>
/// <param name="Results">Of those at which it was killed.</param>
/// <param name="Wall">Real time it took, all threads beside each other.</param>
public sealed record CrashPointReport(ImmutableArray<CrashPoint> Points, ImmutableArray<CrashPointResult> Results, TimeSpan Wall)
{
    /// <summary>On both sides of every point.</summary>
    public int KillsOfAll => Points.Length * Enum.GetValues<CrashSide>().Length;

    public bool IsPartial => Results.Length < KillsOfAll;

    public ImmutableArray<CrashPointFigure> Figures
    {
        get
        {
            var killed = Results.CountBy(result => (result.Point.Port, result.Point.Method)).ToDictionary();
            return
            [
                .. Points.CountBy(point => (point.Port, point.Method)).OrderBy(entry => entry.Key)
                    .Select(entry => new CrashPointFigure(entry.Key.Port, entry.Key.Method, entry.Value, killed.GetValueOrDefault(entry.Key))),
            ];
        }
    }

    public IEnumerable<(CrashPointResult Result, ChaosViolation Violation)> Violations =>
        Results.SelectMany(result => result.Violations.Select(violation => (result, violation)));

    public bool HasPassed => !IsPartial && !Violations.Any();
}
