using System.Text.Json.Nodes;
using Burst.Core.Policies;
using Burst.Simulation.Alternatives;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;

namespace Burst.Simulation.Reports;

/// <summary>The report for machines: nested keys, US dollars as decimal strings, times in seconds.</summary>
public static class SimulationJson
{
    public static JsonObject Write(SimulationReport report) => new()
    {
        ["partial"] = report.IsPartial,
        ["trace"] = new JsonObject { ["name"] = report.TraceName, ["jobs"] = report.Jobs, ["badRowsSkipped"] = report.BadRows },
        ["cluster"] = Cluster(report.Options),
        ["policies"] = new JsonArray([.. report.Policies.Select(Policy)]),
        ["alternatives"] = new JsonObject
        {
            ["neverSpill"] = Alternative(report.NeverSpill),
            ["allOnAci"] = Alternative(report.AllOnAci),
            ["vmsForPeak"] = Alternative(report.VmsForPeak),
        },
    };

    private static JsonObject Cluster(SimulationOptions options) => new()
    {
        ["region"] = options.Region,
        ["vm"] = new JsonObject
        {
            ["nodes"] = options.Vms.Nodes,
            ["size"] = options.Vms.Pools is [var only] ? only.Size : null,
            ["mix"] = Mix(options.Vms),
            ["tier"] = options.VmTier.Value,
            ["reservedYears"] = options.ReservedYears,
            ["startSeconds"] = Seconds((long)options.VmStart.TotalMilliseconds),
        },
        ["aci"] = new JsonObject
        {
            ["tiers"] = new JsonArray([.. options.Tiers.Select(tier => (JsonNode)tier.Value)]),
            ["startSeconds"] = Seconds((long)options.AciStart.TotalMilliseconds),
            ["coresMax"] = options.AciCores,
            ["groupsMax"] = options.AciGroups,
            ["createsPer5MinutesMax"] = options.CreatesPer5Minutes,
            ["createsPerHourMax"] = options.CreatesPerHour,
        },
        ["afterSeconds"] = Seconds((long)options.After.TotalMilliseconds),
    };

    private static JsonNode Policy(PolicyFigures figures) => new JsonObject
    {
        ["policy"] = Name(figures.Policy),
        ["partial"] = figures.IsPartial,
        ["jobs"] = new JsonObject { ["run"] = figures.JobsRun, ["pods"] = figures.PodsRun, ["rejected"] = figures.RejectedJobs, ["rejectedBy"] = Counts(figures.Rejected) },
        ["span"] = new JsonObject { ["firstSubmitSeconds"] = Seconds(figures.FirstSubmitMs), ["lastEndSeconds"] = Seconds(figures.LastEndMs) },
        ["cost"] = new JsonObject { ["total"] = figures.TotalCost.ToString(), ["byTier"] = ByTier(figures) },
        ["vm"] = new JsonObject { ["utilisation"] = figures.VmUtilisationBasisPoints / 10_000m, ["coreSeconds"] = Ratio.CoreSeconds(figures.VmBusy) },
        ["spilled"] = new JsonObject { ["jobs"] = figures.SpilledJobs, ["coreSeconds"] = Ratio.CoreSeconds(figures.Spilled) },
        ["wait"] = new JsonObject { ["p50Seconds"] = Seconds(figures.Wait.P50Ms), ["p99Seconds"] = Seconds(figures.Wait.P99Ms), ["maxSeconds"] = Seconds(figures.Wait.MaxMs) },
        ["pastAfter"] = new JsonObject { ["jobs"] = figures.PastAfter.Values.Sum(), ["blockedBy"] = Counts(figures.PastAfter) },
        ["aci"] = new JsonObject
        {
            ["coresPeak"] = Ratio.Cores(figures.AciCpuMillisPeak),
            ["groupsPeak"] = figures.AciGroupsPeak,
            ["createsPer5MinutesPeak"] = figures.CreatesPer5MinutesPeak,
        },
    };

    public static string Name(BurstMode mode) => mode.ToString().ToLowerInvariant();

    private static JsonObject ByTier(PolicyFigures figures)
    {
        var lines = new JsonObject();
        foreach (var (tier, cost) in figures.CostByTier)
            lines[tier.Value] = cost.ToString();
        return lines;
    }

    private static JsonArray Counts(IEnumerable<KeyValuePair<string, int>> counts) =>
        new([.. counts.Select(entry => new JsonObject { ["reason"] = entry.Key, ["jobs"] = entry.Value })]);

    private static JsonObject? Alternative(Alternative? alternative) => alternative is null
        ? null
        : new JsonObject { ["cost"] = alternative.Cost?.ToString(), ["jobsLeftOut"] = alternative.JobsLeftOut, ["how"] = alternative.How, ["vms"] = Mix(alternative.Vms) };

    private static JsonArray? Mix(VmMix? vms) => vms is null
        ? null
        : new([.. vms.Pools.Select(pool => new JsonObject { ["size"] = pool.Size, ["nodes"] = pool.Nodes })]);

    private static JsonNode? Seconds(long? millis) => millis is { } value ? JsonValue.Create(value / 1000m) : null;
}
