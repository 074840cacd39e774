using System.Globalization;
using Burst.Core.Ledger;

namespace Burst.Cost.Reports;

/// <summary>Single records of use as CSV, with a header.</summary>
public static class UsageCsv
{
    /// <summary>Times are RFC 3339 to the millisecond, in UTC; that of an end is empty while the use goes on.</summary>
    public static string Write(IEnumerable<UsageRecord> records)
    {
        string[] header = ["id", "kind", "namespace", "pod", "workload", "node", "tier", "cpuMillis", "memoryMib", "startedAt", "endedAt"];
        return CsvText.Write(records.Select(Fields).Prepend(header));
    }

    private static string[] Fields(UsageRecord record) =>
    [
        record.Id,
        char.ToLowerInvariant(record.Kind.ToString()[0]) + record.Kind.ToString()[1..],
        record.Namespace,
        record.PodName,
        record.Workload,
        record.Node.Value,
        record.Tier.Value,
        record.Requested.CpuMillis.ToString(CultureInfo.InvariantCulture),
        record.Requested.MemoryMib.ToString(CultureInfo.InvariantCulture),
        TimeOf(record.StartedAt),
        record.EndedAt is { } end ? TimeOf(end) : "",
    ];

    private static string TimeOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
