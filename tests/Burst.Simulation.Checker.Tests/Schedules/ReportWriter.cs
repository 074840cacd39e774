using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>The report of a schedule, each figure found the slow way: every instant against every row.</summary>
internal static class ReportWriter
{
    public const long UnitsPerPico = 3_600_000L * 1000;

    public static JsonNode Write(Schedule schedule)
    {
        var groups = schedule.Rows.Where(row => row.IsGroup).ToList();
        var placed = schedule.Jobs.Where(job => schedule.Rows.Exists(row => row.Job == job.Id)).ToList();
        var waits = placed.Select(job => schedule.Rows.Where(row => row.Job == job.Id).Max(row => row.StartMs) - job.SubmitMs).Order().ToList();
        var late = placed.Count(job => schedule.Rows.Where(row => row.Job == job.Id).Any(row => PlacedMs(schedule, row) - job.SubmitMs > schedule.AfterMs));
        return new JsonObject
        {
            ["partial"] = false,
            ["trace"] = new JsonObject { ["jobs"] = schedule.Jobs.Count, ["badRowsSkipped"] = 0 },
            ["policies"] = new JsonArray(new JsonObject
            {
                ["policy"] = schedule.Options.GetValueOrDefault("--policy", "overflow"),
                ["partial"] = false,
                ["jobs"] = new JsonObject
                {
                    ["run"] = placed.Count,
                    ["pods"] = schedule.Rows.Count,
                    ["rejected"] = schedule.Jobs.Count - placed.Count,
                    ["rejectedBy"] = Reasons(schedule.Jobs.Count - placed.Count),
                },
                ["span"] = new JsonObject
                {
                    ["firstSubmitSeconds"] = placed.Select(job => job.SubmitMs).DefaultIfEmpty().Min() / 1000m,
                    ["lastEndSeconds"] = schedule.Rows.Select(row => row.EndMs).DefaultIfEmpty().Max() / 1000m,
                },
                ["cost"] = Cost(schedule, groups),
                ["vm"] = new JsonObject { ["utilisation"] = Utilisation(schedule), ["coreSeconds"] = CoreSeconds(schedule.Rows.Where(row => !row.IsGroup)) },
                ["spilled"] = new JsonObject { ["jobs"] = groups.Select(row => row.Job).Distinct().Count(), ["coreSeconds"] = CoreSeconds(groups) },
                ["wait"] = new JsonObject
                {
                    ["p50Seconds"] = Rank(waits, 50) / 1000m,
                    ["p99Seconds"] = Rank(waits, 99) / 1000m,
                    ["maxSeconds"] = Rank(waits, 100) / 1000m,
                },
                ["pastAfter"] = new JsonObject { ["jobs"] = late, ["blockedBy"] = Reasons(late) },
                ["aci"] = Aci(schedule, groups),
            }),
            ["alternatives"] = Alternatives(schedule, groups),
        };
    }

    /// <summary>In two parts where there are two.</summary>
    private static JsonArray Reasons(int count) => new(
        new JsonObject { ["reason"] = "insufficient cpu", ["jobs"] = count / 2 },
        new JsonObject { ["reason"] = "core quota reached", ["jobs"] = count - (count / 2) });

    public static long PlacedMs(Schedule schedule, PodRow row) => row.IsGroup ? schedule.CreatedMs(row) : row.StartMs - schedule.VmStartMs;

    private static decimal CoreSeconds(IEnumerable<PodRow> rows) => rows.Sum(row => row.CpuMillis * (row.EndMs - row.StartMs)) / 1_000_000m;

    private static JsonObject Alternatives(Schedule schedule, List<PodRow> groups)
    {
        var tier = schedule.Options.GetValueOrDefault("--tiers", "aci").Split(',')[0];
        var (maxCpus, maxMib) = tier == "aci" ? (31, 240 * 1024) : (4, 16 * 1024);
        var fit = schedule.Jobs.Where(job => job.Cpus <= maxCpus && job.MemoryMib <= maxMib).ToList();
        var units = fit.Select(job => job.Pods * GroupUnits(
            schedule, new PodRow(job.Id, 0, schedule.AciStartMs, schedule.AciStartMs + job.DurationMs, "aci", tier, job.Cpus * 1000L, job.MemoryMib)));
        return new JsonObject
        {
            ["allOnAci"] = new JsonObject { ["cost"] = Usd(RoundHalfUp(units.Aggregate(BigInteger.Zero, BigInteger.Add))), ["jobsLeftOut"] = schedule.Jobs.Count - fit.Count },
            ["vmsForPeak"] = PeakWriter.Write(schedule),
            ["neverSpill"] = new JsonObject
            {
                ["cost"] = Cost(schedule, groups)["total"]!.GetValue<string>(),
                ["jobsLeftOut"] = schedule.Jobs.Count(job => !schedule.Rows.Exists(row => row.Job == job.Id)),
            },
        };
    }

    private static long Rank(List<long> sorted, int percent) => sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(sorted.Count * percent / 100m) - 1];

    private static JsonObject Aci(Schedule schedule, List<PodRow> groups)
    {
        var creates = groups.Select(schedule.CreatedMs).ToList();
        var alive = creates.Select(at => groups.Where(row => schedule.CreatedMs(row) <= at && at < row.EndMs).ToList()).ToList();
        return new JsonObject
        {
            ["coresPeak"] = alive.Select(rows => rows.Sum(row => Math.Max(1000, row.CpuMillis)) / 1000m).DefaultIfEmpty(0).Max(),
            ["groupsPeak"] = alive.Select(rows => rows.Count).DefaultIfEmpty(0).Max(),
            ["createsPer5MinutesPeak"] = creates.Select(at => creates.Count(other => other > at - 300_000 && other <= at)).DefaultIfEmpty(0).Max(),
        };
    }

    public static long SpanMs(Schedule schedule) =>
        schedule.Rows.Count == 0 ? 0 : schedule.Rows.Max(row => row.EndMs) - schedule.Jobs.Where(job => schedule.Rows.Exists(row => row.Job == job.Id)).Select(job => job.SubmitMs).DefaultIfEmpty().Min();

    private static decimal Utilisation(Schedule schedule)
    {
        var paid = (decimal)schedule.Pools.Sum(pool => pool.Nodes * Sizes.CpuMillis(pool.Size)) * SpanMs(schedule);
        return paid == 0 ? 0 : Math.Floor(schedule.Rows.Where(row => !row.IsGroup).Sum(row => row.CpuMillis * (row.EndMs - row.StartMs)) * 10_000m / paid) / 10_000m;
    }

    private static JsonObject Cost(Schedule schedule, List<PodRow> groups)
    {
        var exact = new SortedDictionary<string, BigInteger>(StringComparer.Ordinal)
        {
            [schedule.VmTier] = VmPicoPerHour(schedule) * SpanMs(schedule) * 1000,
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

    public static BigInteger VmPicoPerHour(Schedule schedule) => schedule.Pools.Aggregate(
        BigInteger.Zero, (sum, pool) => sum + ((BigInteger)pool.Nodes * Sizes.PicoPerHour(pool.Size, schedule.Options.GetValueOrDefault("--vm-tier", "vm"))));

    private static BigInteger GroupUnits(Schedule schedule, PodRow row) =>
        GroupPicoPerHour(row) * (long)Math.Ceiling((row.EndMs - schedule.CreatedMs(row)) / 1000m) * 1_000_000;

    public static BigInteger GroupPicoPerHour(PodRow row)
    {
        var cores = Math.Max(1m, Math.Ceiling(row.CpuMillis / 10m) / 100m);
        var gigabytes = Math.Max(1m, Math.Ceiling(row.MemoryMib / 102.4m) / 10m);
        var (perCore, perGb) = row.Tier == "aci" ? (40_500_000_000m, 4_450_000_000m) : (12_150_000_000m, 1_335_000_000m);
        return new BigInteger(cores * perCore + gigabytes * perGb);
    }

    public static BigInteger RoundHalfUp(BigInteger units) => (units + UnitsPerPico / 2) / UnitsPerPico;

    public static string Usd(BigInteger pico)
    {
        var digits = pico.ToString(CultureInfo.InvariantCulture).PadLeft(13, '0');
        return $"{digits[..^12]}.{digits[^12..]}";
    }
}
