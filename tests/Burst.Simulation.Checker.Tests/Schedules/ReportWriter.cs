using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>The report of a schedule, each figure found the slow way: every instant against every row.</summary>
internal static class ReportWriter
{
    private const long UnitsPerPico = 3_600_000L * 1000;

    public static JsonNode Write(Schedule schedule)
    {
        var groups = schedule.Rows.Where(row => row.IsGroup).ToList();
        var placed = schedule.Jobs.Where(job => schedule.Rows.Exists(row => row.Job == job.Id)).ToList();
        var waits = placed.Select(job => schedule.Rows.Where(row => row.Job == job.Id).Max(row => row.StartMs) - job.SubmitMs).Order().ToList();
        return new JsonObject
        {
            ["partial"] = false,
            ["policies"] = new JsonArray(new JsonObject
            {
                ["policy"] = schedule.Options.GetValueOrDefault("--policy", "overflow"),
                ["jobs"] = new JsonObject { ["total"] = schedule.Jobs.Count, ["rejected"] = schedule.Jobs.Count - placed.Count },
                ["cost"] = Cost(schedule, groups),
                ["vm"] = new JsonObject { ["utilisation"] = Utilisation(schedule) },
                ["spilled"] = new JsonObject
                {
                    ["jobs"] = groups.Select(row => row.Job).Distinct().Count(),
                    ["coreSeconds"] = groups.Sum(row => row.CpuMillis * (row.EndMs - row.StartMs)) / 1_000_000m,
                },
                ["wait"] = new JsonObject
                {
                    ["p50Seconds"] = Rank(waits, 50) / 1000m,
                    ["p99Seconds"] = Rank(waits, 99) / 1000m,
                    ["maxSeconds"] = Rank(waits, 100) / 1000m,
                },
                ["aci"] = Aci(schedule, groups),
            }),
        };
    }

    private static long Rank(List<long> sorted, int percent) => sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(sorted.Count * percent / 100m) - 1];

    private static JsonObject Aci(Schedule schedule, List<PodRow> groups)
    {
        var creates = groups.Select(schedule.CreatedMs).ToList();
        var alive = creates.Select(at => groups.Where(row => schedule.CreatedMs(row) <= at && at < row.EndMs).ToList()).ToList();
        return new JsonObject
        {
            ["peakCores"] = alive.Select(rows => rows.Sum(row => Math.Max(1000, row.CpuMillis)) / 1000m).DefaultIfEmpty(0).Max(),
            ["peakGroups"] = alive.Select(rows => rows.Count).DefaultIfEmpty(0).Max(),
            ["createsPer5MinMax"] = creates.Select(at => creates.Count(other => other > at - 300_000 && other <= at)).DefaultIfEmpty(0).Max(),
        };
    }

    private static long SpanMs(Schedule schedule) =>
        schedule.Rows.Count == 0 ? 0 : schedule.Rows.Max(row => row.EndMs) - schedule.Jobs.Min(job => job.SubmitMs);

    private static decimal Utilisation(Schedule schedule)
    {
        var paid = (decimal)schedule.VmNodes * Sizes.CpuMillis(schedule.Options["--vm-size"]) * SpanMs(schedule);
        return paid == 0 ? 0 : Math.Round(schedule.Rows.Where(row => !row.IsGroup).Sum(row => row.CpuMillis * (row.EndMs - row.StartMs)) / paid, 6);
    }

    private static JsonObject Cost(Schedule schedule, List<PodRow> groups)
    {
        var exact = new SortedDictionary<string, BigInteger>(StringComparer.Ordinal)
        {
            [schedule.VmTier] = (BigInteger)schedule.VmNodes * Sizes.PicoPerHour(schedule.Options["--vm-size"]) * SpanMs(schedule) * 1000,
        };
        foreach (var row in groups)
            exact[row.Tier] = exact.GetValueOrDefault(row.Tier) + GroupUnits(schedule, row);

        var total = RoundHalfUp(exact.Values.Aggregate(BigInteger.Add));
        var lines = exact.ToDictionary(entry => entry.Key, entry => entry.Value / UnitsPerPico);
        var missing = (int)(total - lines.Values.Aggregate(BigInteger.Add));
        foreach (var tier in exact.OrderByDescending(entry => entry.Value % UnitsPerPico).Take(missing).Select(entry => entry.Key))
            lines[tier]++;
        return new JsonObject
        {
            ["total"] = Usd(total),
            ["byTier"] = new JsonObject(lines.Select(line => KeyValuePair.Create<string, JsonNode?>(line.Key, Usd(line.Value)))),
        };
    }

    private static BigInteger GroupUnits(Schedule schedule, PodRow row)
    {
        var seconds = (long)Math.Ceiling((row.EndMs - schedule.CreatedMs(row)) / 1000m);
        var cores = Math.Max(1m, Math.Ceiling(row.CpuMillis / 10m) / 100m);
        var gigabytes = Math.Max(1m, Math.Ceiling(row.MemoryMib / 102.4m) / 10m);
        var (perCore, perGb) = row.Tier == "aci" ? (40_500_000_000m, 4_450_000_000m) : (12_150_000_000m, 1_335_000_000m);
        return new BigInteger(cores * perCore + gigabytes * perGb) * seconds * 1_000_000;
    }

    private static BigInteger RoundHalfUp(BigInteger units) => (units + UnitsPerPico / 2) / UnitsPerPico;

    private static string Usd(BigInteger pico)
    {
        var digits = pico.ToString(CultureInfo.InvariantCulture).PadLeft(13, '0');
        return $"{digits[..^12]}.{digits[^12..]}";
    }
}
