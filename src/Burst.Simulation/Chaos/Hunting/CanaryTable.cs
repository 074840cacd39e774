using System.Globalization;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>The report for people.</summary>
public static class CanaryTable
{
    public static void Write(CanaryReport report, TextWriter output)
    {
        foreach (var violation in report.Unusable)
            Line(output, $"NOT LOOKED INTO, since it breaks a promise without a canary: {violation}");
        Line(output, $"{"CANARY",-26} {"SEED",6} {"AFTER",-13} {"SUNG",6} PROMISE BROKEN");
        foreach (var finding in report.Findings)
            Write(finding, output);
        if (report.IsPartial)
            Line(output, $"PARTIAL: interrupted; {report.Findings.Length} of {report.Hunted.Length} canaries were hunted");
        Line(output, $"found {report.Found} / {report.Hunted.Length} in {report.Wall.TotalSeconds:0.0} s");
    }

    private static void Write(CanaryFinding finding, TextWriter output)
    {
        if (finding.Violation is { } violation)
        {
            Line(output, $"{finding.Canary,-26} {violation.Seed,6} {violation.At,-13:d\\.hh\\:mm\\:ss} {finding.Songs,6} {violation.Promise}");
            return;
        }

        Line(output, $"{finding.Canary,-26} NOT FOUND in {finding.Histories} histories, in which it sang {finding.Songs} times; {string.Join(" or ", finding.Expected)} was expected");
        if (finding.Other is { } other)
            Line(output, $"{"",-26} broken was {other}");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
