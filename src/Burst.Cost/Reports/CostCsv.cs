using System.Globalization;

namespace Burst.Cost.Reports;

/// <summary>The rows of a report as CSV, with a header.</summary>
public static class CostCsv
{
    /// <summary>Amounts are exact, in US dollars; the same columns whatever the report is grouped by.</summary>
    public static string Write(IEnumerable<CostRow> rows)
    {
        string[] header = ["kind", "namespace", "workload", "node", "tier", "pods", "coreSeconds", "costUsd"];
        return CsvText.Write(rows.Select(Fields).Prepend(header));
    }

    private static string[] Fields(CostRow row) =>
    [
        row.Kind is CostRowKind.Pods ? "pods" : "vmIdle",
        row.Namespace ?? "",
        row.Workload ?? "",
        row.Node ?? "",
        row.Tier?.Value ?? "",
        row.Pods.ToString(CultureInfo.InvariantCulture),
        row.CoreSeconds.ToString(CultureInfo.InvariantCulture),
        row.Cost.ToString(),
    ];
}
