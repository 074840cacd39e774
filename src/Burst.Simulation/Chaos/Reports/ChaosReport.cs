using System.Collections.Immutable;
using System.Globalization;

namespace Burst.Simulation.Chaos.Reports;

/// <summary>Many histories, summed up.</summary>
/// <param name="Wall">Real time it took, all threads beside each other.</param>
/// <param name="IsPartial">It was interrupted; the histories that were finished count.</param>
public sealed record ChaosReport(ImmutableArray<ChaosResult> Results, TimeSpan Wall, int Jobs, bool IsPartial)
{
    /// <summary>Below this much simulated time chance decides what happens.</summary>
    private static readonly TimeSpan JudgedFrom = TimeSpan.FromHours(20);

    private const int SpillsPerHourMin = 10;
    private const int DeletesPerHourMin = 10;
    private const int CrashesPerHourMin = 1;

    public TimeSpan Simulated => new(Results.Sum(result => result.Simulated.Ticks));

    /// <summary>Simulated time per real time on one core.</summary>
    public double SpeedPerCore => Simulated.TotalSeconds / Math.Max(0.001, Wall.TotalSeconds) / Jobs;

    /// <summary>Simulated hours per real second on one core.</summary>
    public double HoursPerSecond => SpeedPerCore / 3600;

    public ImmutableArray<FaultFigure> Faults =>
    [
        .. Results.SelectMany(result => result.Faults).GroupBy(figure => figure.Kind, StringComparer.Ordinal)
            .Select(group => new FaultFigure(group.Key, group.Sum(figure => figure.Struck), group.Sum(figure => figure.InFlight))),
    ];

    public IEnumerable<ChaosViolation> Violations => Results.SelectMany(result => result.Violations);

    public long Spills => Results.Sum(result => result.Spills);

    public long Deletes => Results.Sum(result => result.Deletes);

    public long Crashes => Results.Sum(result => result.Crashes);

    public long Checks => Results.Sum(result => result.Checks);

    public bool HasPassed => !IsPartial && !Violations.Any() && FindTooQuiet().Count == 0;

    /// <summary>What happened too seldom for the run to have shown anything; a run in which nothing happens finds nothing.</summary>
    public IReadOnlyList<string> FindTooQuiet()
    {
        if (Simulated < JudgedFrom)
            return [];
        var hours = Simulated.TotalHours;
        var quiet = new List<string>();
        Require("container groups created", Spills, SpillsPerHourMin);
        Require("pods and groups ended", Deletes, DeletesPerHourMin);
        Require("crashes", Crashes, CrashesPerHourMin);
        foreach (var figure in Faults)
            Require(figure.Kind, figure.Struck, 1);
        quiet.AddRange(Faults.Where(figure => figure.InFlight == 0).Select(figure => $"{figure.Kind}: never while an intent was in flight"));
        return quiet;

        void Require(string what, long count, int perHour)
        {
            if (count < perHour * hours)
                quiet.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {count} in {hours:0} h; at least {perHour} an hour are expected"));
        }
    }
}
