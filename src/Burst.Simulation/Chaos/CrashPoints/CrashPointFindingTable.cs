using System.Globalization;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>What kills have found, for people.</summary>
public static class CrashPointFindingTable
{
    public static void Write(IReadOnlyList<CrashPointFinding> findings, TextWriter output)
    {
        Line(output, $"{"CANARY",-26} {"KILLS",6} {"SUNG",6} FOUND BY");
        foreach (var finding in findings)
        {
            if (finding.Result is { } found)
                Line(output, $"{finding.Canary,-26} {finding.Kills,6} {finding.Songs,6} {CrashPointJson.NameOf(found.Side)} {found.Point}: {found.Violations[0].Promise}");
            else
                Line(output, $"{finding.Canary,-26} NOT FOUND by {finding.Kills} kills");
        }

        Line(output, $"found {findings.Count(finding => finding.IsFound)} / {findings.Count}");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
