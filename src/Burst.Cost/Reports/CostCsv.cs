using System.Buffers;
using System.Globalization;

namespace Burst.Cost.Reports;

/// <summary>The rows of a report as CSV (RFC 4180): a header, CRLF, and quotes only where they are needed.</summary>
public static class CostCsv
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>Amounts are exact, in US dollars; the same columns whatever the report is grouped by.</summary>
    public static string Write(IEnumerable<CostRow> rows)
    {
        string[] header = ["kind", "namespace", "workload", "node", "tier", "pods", "coreSeconds", "costUsd"];
        return string.Concat(rows.Select(Fields).Prepend(header).Select(fields => string.Join(',', fields.Select(Quote)) + "\r\n"));
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

    private static string Quote(string field) => field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
