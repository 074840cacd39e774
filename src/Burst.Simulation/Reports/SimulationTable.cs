using System.Globalization;
using Burst.Cost.Reports;
using Burst.Simulation.Alternatives;
using Burst.Simulation.Metrics;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Reports;

/// <summary>The report for people: a column a policy.</summary>
public static class SimulationTable
{
    public static void Write(SimulationReport report, TextWriter output)
    {
        var options = report.Options;
        if (report.IsPartial)
            output.WriteLine("PARTIAL: the run was stopped; figures cover what had been placed by then.");
        output.WriteLine($"{report.TraceName}: {Count(report.Jobs)} jobs{(report.BadRows > 0 ? $", {Count(report.BadRows)} bad row(s) skipped" : "")}");
        output.WriteLine(
            $"{options.Vms} ({options.VmTier}{(options.ReservedYears is { } years ? $", {years} year(s)" : "")}) in {options.Region}; "
            + $"spill after {TraceNumber.Seconds((long)options.After.TotalMilliseconds)} s to {string.Join(", ", options.Tiers)} (at most {options.AciCores} cores, {options.AciGroups} groups, "
            + $"{options.CreatesPer5Minutes} creates per 5 min, {options.CreatesPerHour} per hour)");
        output.WriteLine();
        WriteRows([["", .. report.Policies.Select(policy => SimulationJson.Name(policy.Policy).ToUpperInvariant())], .. Rows(report)], output);
        WriteAlternatives(report, output);
    }

    private static IEnumerable<string[]> Rows(SimulationReport report)
    {
        yield return Row("total cost", policy => policy.TotalCost.FormatUsd());
        foreach (var tier in report.Policies.SelectMany(policy => policy.CostByTier.Keys).Distinct().Order())
            yield return Row($"  {tier}", policy => policy.CostByTier.TryGetValue(tier, out var cost) ? cost.FormatUsd() : "-");
        yield return Row("jobs run", policy => Count(policy.JobsRun));
        yield return Row("jobs rejected", policy => Count(policy.RejectedJobs));
        foreach (var reason in report.Policies.SelectMany(policy => policy.Rejected.Keys).Distinct().Order(StringComparer.Ordinal))
            yield return Row($"  {reason}", policy => Count(policy.Rejected.GetValueOrDefault(reason)));
        yield return Row("VM utilisation", policy => policy.VmOffered == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{policy.VmUtilisationBasisPoints / 100m:0.00} %"));
        yield return Row("jobs spilled", policy => Count(policy.SpilledJobs));
        yield return Row("core-seconds spilled", policy => Ratio.CoreSeconds(policy.Spilled).ToString("#,0", CultureInfo.InvariantCulture));
        yield return Row("wait p50", policy => Wait(policy.Wait.P50Ms));
        yield return Row("wait p99", policy => Wait(policy.Wait.P99Ms));
        yield return Row("wait max", policy => Wait(policy.Wait.MaxMs));
        yield return Row($"jobs placed later than {TraceNumber.Seconds((long)report.Options.After.TotalMilliseconds)} s", policy => Count(policy.PastAfter.Values.Sum()));
        foreach (var cause in report.Policies.SelectMany(policy => policy.PastAfter.Keys).Distinct().Order(StringComparer.Ordinal))
            yield return Row($"  {cause}", policy => Count(policy.PastAfter.GetValueOrDefault(cause)));
        yield return Row("ACI cores, peak", policy => Ratio.Cores(policy.AciCpuMillisPeak).ToString("0.##", CultureInfo.InvariantCulture));
        yield return Row("ACI groups, peak", policy => Count(policy.AciGroupsPeak));
        yield return Row("creates in 5 min, peak", policy => Count(policy.CreatesPer5MinutesPeak));

        string[] Row(string name, Func<PolicyFigures, string> figure) => [name, .. report.Policies.Select(figure)];
    }

    private static void WriteAlternatives(SimulationReport report, TextWriter output)
    {
        output.WriteLine();
        WriteRows(
            [
                ["THE SAME JOBS", "COST", "JOBS LEFT OUT", "HOW"],
                Row("never spill", report.NeverSpill),
                Row("all on ACI", report.AllOnAci),
                Row("VMs for the peak", report.VmsForPeak),
            ],
            output);

        static string[] Row(string name, Alternative? alternative) => alternative is null
            ? [name, "unknown", "", "the run was stopped"]
            : [name, alternative.Cost?.FormatUsd() ?? "unknown", Count(alternative.JobsLeftOut), alternative.How];
    }

    private static void WriteRows(List<string[]> rows, TextWriter output)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Concat(row.Select((cell, column) => cell.PadRight(widths[column] + 3))).TrimEnd());
    }

    private static string Wait(long? millis) => millis is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 1000m:#,0.###} s")
        : "-";

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
