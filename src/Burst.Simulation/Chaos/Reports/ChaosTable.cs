using System.Globalization;

namespace Burst.Simulation.Chaos.Reports;

/// <summary>The report for people.</summary>
public static class ChaosTable
{
    public static void Write(ChaosReport report, TextWriter output)
    {
        var hours = Math.Max(0.001, report.Simulated.TotalHours);
        Line(output, $"{"FAULT",-24} {"STRUCK",10} {"PER HOUR",9} {"WHILE AN INTENT WAS IN FLIGHT",30}");
        foreach (var figure in report.Faults)
            Line(output, $"{figure.Kind,-24} {figure.Struck,10} {figure.Struck / hours,9:0.0} {figure.InFlight,30}");
        Line(output, $"");
        Line(output, $"{report.Results.Length} histories, {hours:0.0} simulated hours in {report.Wall.TotalSeconds:0.0} s: {report.HoursPerSecond:0.00} simulated hours a second, {report.SpeedPerCore:0} x real time on one core");
        Line(output, $"{report.Spills} container groups created, {report.Deletes} pods and groups ended, {report.Crashes} crashes, {report.Checks} checks");
        if (report.Results is [var only])
            Line(output, $"history {only.HistoryHash:x16}");
        foreach (var violation in report.Violations)
            Line(output, $"VIOLATION {violation}");
        foreach (var quiet in report.FindTooQuiet())
            Line(output, $"TOO QUIET {quiet}");
        if (report.IsPartial)
            Line(output, $"PARTIAL: interrupted; the histories that were finished are counted");
        Line(output, $"{report.Violations.Count()} violations");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
