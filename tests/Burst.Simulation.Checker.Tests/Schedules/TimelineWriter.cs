using System.Globalization;
using System.Numerics;

namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>The timeline of a schedule, found the slow way: every step against every row.</summary>
internal static class TimelineWriter
{
    public static List<string> Write(Schedule schedule)
    {
        var lines = new List<string> { "from_s,step_s,demand_cores,vm_cores,aci_cores,jobs_waiting,vm_cost_usd,aci_cost_usd" };
        var submits = schedule.Jobs.GroupBy(job => job.Id).ToDictionary(jobs => jobs.Key, jobs => jobs.First().SubmitMs);
        var rows = schedule.Rows.Where(row => submits.ContainsKey(row.Job)).ToList();
        if (rows.Count == 0)
            return lines;
        var first = rows.Min(row => submits[row.Job]);
        var (last, step) = (rows.Max(row => row.EndMs), 1000L);
        while ((last - 1 - first) / step >= 1024)
            step *= 2;
        for (var from = first; from < last; from += step)
            lines.Add(Line(schedule, rows, submits, first, from, Math.Min(last, from + step), step));
        return lines;
    }

    private static string Line(Schedule schedule, List<PodRow> rows, Dictionary<string, long> submits, long first, long from, long to, long step)
    {
        var demand = rows.Sum(row => row.CpuMillis * Overlap(submits[row.Job], row.EndMs));
        var onVm = rows.Where(row => !row.IsGroup).Sum(row => row.CpuMillis * Overlap(ReportWriter.PlacedMs(schedule, row), row.EndMs));
        var onAci = rows.Where(row => row.IsGroup).Sum(row => row.CpuMillis * Overlap(ReportWriter.PlacedMs(schedule, row), row.EndMs));
        var waiting = rows.DistinctBy(row => row.Job).Sum(row => 1000 * Overlap(submits[row.Job], ReportWriter.PlacedMs(schedule, row)));
        var vm = ReportWriter.VmPicoPerHour(schedule) * (to - first) * 1000;
        var aci = rows.Where(row => row.IsGroup).Aggregate(BigInteger.Zero, (sum, row) => sum + Units(row));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{from / 1000m},{step / 1000m},{Average(demand)},{Average(onVm)},{Average(onAci)},{Average(waiting)},{Cost(vm)},{Cost(aci)}");

        long Overlap(long begin, long end) => Math.Max(0, Math.Min(end, to) - Math.Max(begin, from));

        decimal Average(long sum) => decimal.Round((decimal)sum / (to - from) / 1000, 3);

        BigInteger Units(PodRow row)
        {
            var millis = Math.Min(row.EndMs, to) - schedule.CreatedMs(row);
            var paid = row.EndMs <= to ? (millis + 999) / 1000 * 1000 : Math.Max(0, millis);
            return ReportWriter.GroupPicoPerHour(row) * paid * 1000;
        }
    }

    private static string Cost(BigInteger units) => ReportWriter.Usd(ReportWriter.RoundHalfUp(units));
}
