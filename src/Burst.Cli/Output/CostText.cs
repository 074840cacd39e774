using System.Globalization;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cli.Output;

/// <summary>A cost report for people. The rows sum to the total exactly; what is shown is rounded for reading.</summary>
internal static class CostText
{
    public static void Write(CostReport report, TextWriter output)
    {
        output.WriteLine($"Cost from {report.From:yyyy-MM-dd HH:mm:ss} to {report.To:HH:mm:ss} UTC ({(report.To - report.From).TotalSeconds:0} s)");
        var table = new TextTable(report.Grouping.ToString().ToUpperInvariant(), "TIER", "PODS", "CORE-SECONDS", "COST");
        foreach (var row in report.Rows)
            table.Add(NameOf(row), row.Tier?.Value ?? "", Count(row), CoreSeconds(row), row.Cost.FormatUsd());
        table.Add("TOTAL", "", report.PodsRun.ToString(CultureInfo.InvariantCulture), "", report.Total.FormatUsd());
        table.WriteTo(output);
        if (report.SumsUntil is { } until)
            output.WriteLine($"Until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC from sums per day: the same costs and counts, without peak and waits.");
        output.WriteLine();
        WriteAlternatives(report, output);
    }

    private static void WriteAlternatives(CostReport report, TextWriter output)
    {
        var vms = report.VmPeak;
        var table = new TextTable("THE SAME RUN", "COST", "AGAINST ACTUAL", "HOW");
        table.Add("actual", report.Total.FormatUsd(), "", $"{report.PodsSpilled} of {report.PodsRun} pods spilled");
        table.Add("all on ACI", report.AllAci.Cost?.FormatUsd() ?? "unknown", Ratio(report.AllAci.Cost, report.Total), report.AllAci.Refusal ?? "every pod a container group");
        table.Add(
            "VMs for the peak", vms.Cost?.FormatUsd() ?? "unknown", Ratio(vms.Cost, report.Total),
            vms.Refusal ?? $"{vms.Nodes} x {vms.Size} ({vms.Tier}) for {report.Peak?.Pods ?? 0} pods at once");
        table.WriteTo(output);
        if (report.Wait.P50Seconds is { } p50)
            output.WriteLine($"Wait for a place and a start: p50 {p50:0.0} s, max {report.Wait.MaxSeconds:0.0} s.");
    }

    private static string NameOf(CostRow row) => row switch
    {
        { Kind: CostRowKind.VmIdle } => $"(idle{(row.Node is null ? "" : $" {row.Node}")})",
        { Workload: { } workload } => row.Namespace is null ? workload : $"{row.Namespace}/{workload}",
        _ => row.Node ?? row.Namespace ?? "",
    };

    private static string Count(CostRow row) => row.Pods == 0 ? "" : row.Pods.ToString(CultureInfo.InvariantCulture);

    private static string CoreSeconds(CostRow row) => row.CoreSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Ratio(Money? alternative, Money actual) =>
        alternative is { } cost && actual > Money.Zero
            ? $"x {(decimal)cost.PicoDollars / (decimal)actual.PicoDollars:0.00}"
            : "";
}
