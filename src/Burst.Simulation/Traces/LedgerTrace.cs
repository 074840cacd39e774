using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Simulation.Traces;

/// <summary>
/// The usage ledger of a live cluster as a trace: every pod that ran is a job. The ledger knows when a pod's use of its node began
/// and ended and how long it had waited until its code ran; from its beginning to its code running, the start times of the
/// simulation are assumed, at most half of the use: a pod that was gone sooner has run all the same. What still runs is taken to end with the last entry.
/// A group that no pod claimed was nobody's job and is left out. Sums do not tell when each pod ran, so what is kept as sums is not replayed.
/// </summary>
public static class LedgerTrace
{
    /// <exception cref="TraceRowException">There is no single record of a pod in the ledger.</exception>
    public static Trace Of(UsageLedger ledger, TimeSpan vmStart, TimeSpan aciStart)
    {
        var pods = ledger.Records.Where(record => record.Kind != UsageKind.VmNode && !record.IsStray && record.EndedAt != record.StartedAt).ToList();
        if (pods.Count == 0 && SumsUntil(ledger) is { } until)
            throw new TraceRowException("ledger", 1, $"all usage, until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC, is kept as sums per day, which cannot be replayed", "single records are accepted; history.usageDays says how long they are kept");
        if (pods.Count == 0)
            throw new TraceRowException("ledger", 1, "no pod has run", "a state folder with usage in its ledger is accepted");
        var last = pods.Max(record => record.EndedAt ?? record.StartedAt).ToUnixTimeMilliseconds();
        var shapes = new ShapeTable();
        return new Trace([.. pods.Select(record => ToJob(record, record.Tier.IsVm ? vmStart : aciStart, last, shapes)).OrderBy(job => job.SubmitMs).ThenBy(job => job.Id, StringComparer.Ordinal)], 0);
    }

    /// <summary>Until when pods that ended are missing from the trace; null when none is.</summary>
    public static DateTimeOffset? SumsUntil(UsageLedger ledger) => ledger.Sums.Count == 0 ? null : ledger.Sums.Max(sum => sum.To);

    private static TraceJob ToJob(UsageRecord record, TimeSpan start, long last, ShapeTable shapes)
    {
        var began = record.StartedAt.ToUnixTimeMilliseconds();
        var end = Math.Max(began, record.EndedAt?.ToUnixTimeMilliseconds() ?? last);
        var ran = began + Math.Min((long)start.TotalMilliseconds, (end - began) / 2);
        var submit = Math.Min(began, ran - (long)(record.Waited ?? TimeSpan.Zero).TotalMilliseconds);
        var size = new Resources(Math.Max(1, record.Requested.CpuMillis), Math.Max(1, record.Requested.MemoryMib));
        return new TraceJob($"{record.Namespace}/{record.PodName}", submit, end - ran, shapes.Of(size), record.Workload);
    }
}
