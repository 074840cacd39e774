using System.Globalization;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>The report for people.</summary>
public static class CrashPointTable
{
    public static void Write(CrashPointReport report, TextWriter output)
    {
        Line(output, $"{"PORT",-16} {"METHOD",-20} {"POINTS",8} {"KILLS",8}");
        foreach (var figure in report.Figures)
            Line(output, $"{figure.Port,-16} {figure.Method,-20} {figure.Points,8} {figure.Killed,8}");
        Line(output, $"");
        Line(output, $"{report.Points.Length} points, each killed before and after its effect: {report.Results.Length} kills in {report.Wall.TotalSeconds:0.0} s");
        foreach (var (result, violation) in report.Violations)
            Line(output, $"VIOLATION {CrashPointJson.NameOf(result.Side)} {result.Point} at {violation.At:hh\\:mm\\:ss}: {violation.Promise}: {violation.Where}: {violation.Description}");
        if (report.IsPartial)
            Line(output, $"PARTIAL: interrupted; the kills that were judged are counted");
        Line(output, $"{report.Violations.Count()} violations");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
