using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Simulation.Traces;

/// <summary>
/// The usage ledger of a live cluster as a trace: every pod that ran is a job. The ledger knows when a pod's use of its node began
/// and ended and how long it had waited until its code ran; from its beginning to its code running, the start times of the
/// simulation are assumed, at most half of the use: a pod that was gone sooner has run all the same. What still runs is taken to end with the last entry.
/// </summary>
public static class LedgerTrace
{
    /// <exception cref="TraceRowException">There is no pod in the ledger.</exception>
    public static Trace Of(IReadOnlyList<UsageRecord> records, TimeSpan vmStart, TimeSpan aciStart)
    {
        var pods = records.Where(record => record.Kind != UsageKind.VmNode && record.EndedAt != record.StartedAt).ToList();
        if (pods.Count == 0)
            throw new TraceRowException("ledger", 1, "no pod has run", "a state folder with usage in its ledger is accepted");
        var last = pods.Max(record => record.EndedAt ?? record.StartedAt).ToUnixTimeMilliseconds();
        var shapes = new ShapeTable();
        return new Trace([.. pods.Select(record => ToJob(record, record.Tier.IsVm ? vmStart : aciStart, last, shapes)).OrderBy(job => job.SubmitMs).ThenBy(job => job.Id, StringComparer.Ordinal)], 0);
    }

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
