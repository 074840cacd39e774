using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>In no window of 5 minutes, nor of an hour, wherever it begins, are more groups created than allowed. A window ends before its last instant.</summary>
internal sealed class CreateRates(Evidence evidence)
{
    private const long FiveMinutesMs = 5 * 60_000;
    private const long HourMs = 60 * 60_000;

    public void Check()
    {
        var rows = evidence.Placements.Where(placement => placement.Place.IsGroup).ToArray();
        var created = Array.ConvertAll(rows, row => evidence.PlacedAtMs(row));
        Array.Sort(created, rows);
        CheckWindow(created, rows, FiveMinutesMs, evidence.Options.CreatesPer5Min, ViolationKind.CreatesPer5Min);
        CheckWindow(created, rows, HourMs, evidence.Options.CreatesPerHour, ViolationKind.CreatesPerHour);
        ReportRules.Whole(evidence, ViolationKind.ReportCreates, ReportKeys.CreatesPer5Min, Busiest(created, FiveMinutesMs));
    }

    private void CheckWindow(long[] created, Placement[] rows, long windowMs, int limit, ViolationKind kind)
    {
        for (var index = limit; index < created.Length; index++)
        {
            if (!evidence.Audit.Holds(created[index] - created[index - limit] >= windowMs))
                evidence.Audit.Add(kind, evidence.Subject(rows[index]), created[index],
                    $"at most {limit} creates in {Seconds.Text(windowMs)}", $"{limit + 1} since {Seconds.Text(created[index - limit])}");
        }
    }

    private static long Busiest(long[] created, long windowMs)
    {
        var (first, most) = (0, 0);
        for (var index = 0; index < created.Length; index++)
        {
            while (created[index] - created[first] >= windowMs)
                first++;
            most = Math.Max(most, index - first + 1);
        }

        return most;
    }
}
