using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cli.Demo;

/// <summary>What the API's status and cost say, put into the words of the demo.</summary>
internal sealed class DemoStatus(JsonNode status, CostReport cost)
{
    public DateTimeOffset Time { get; } = DateTimeOffset.Parse((string)status["time"]!, CultureInfo.InvariantCulture);

    public IReadOnlyList<DemoNode> Nodes { get; } = [.. status["nodes"]!.AsArray().Select(node => ReadNode(node!))];

    public int NodesReady => status["nodes"]!.AsArray().Count(node => (bool)node!["ready"]!);

    public int PodsRunning => (int?)status["pods"]!["byPhase"]!["Running"] ?? 0;

    public int LiveGroups => (int)status["spilled"]!["live"]!;

    public string PodsLine => $"{Counts(status["pods"]!["byPhase"]!)}; by tier: {Counts(status["pods"]!["byTier"]!)}";

    public string WaitingLine => string.Join("; ", status["waiting"]!["reasons"]!.AsArray().Select(reason => $"{reason!["count"]} x {reason["reason"]}"));

    public string SpilledLine => $"{LiveGroups} now, {cost.PodsSpilled} so far; ACI at ${RateOf("aci")}/h";

    public string CostLine => $"{cost.Total.FormatUsd()} so far, ${status["runRate"]!["perHour"]}/h now";

    public bool IsJobFinished(string name) => status["jobs"]!.AsArray()
        .Any(job => (string)job!["name"]! == name && (int)job["succeeded"]! + (int)job["failed"]! > 0 && (int)job["active"]! == 0
            && (int)job["succeeded"]! >= (int)job["completions"]!);

    /// <summary>All that is to be seen but the cost, in one line.</summary>
    public string Picture
    {
        get
        {
            var nodes = string.Join(", ", Nodes.Select(node => $"{node.Name} {(node.State == "ready" ? node.Cores : node.State)}"));
            var waiting = WaitingLine.Length > 0 ? $" | waiting: {WaitingLine}" : "";
            return $"cores: {nodes} | pods: {PodsLine} | spilled: {SpilledLine}{waiting}";
        }
    }

    private static DemoNode ReadNode(JsonNode node) => new(
        (string)node["name"]!,
        string.Join(",", node["tiers"]!.AsArray()),
        !(bool)node["ready"]! ? "not ready" : (bool)node["cordoned"]! ? "cordoned" : "ready",
        (long)node["cpuMillis"]!["used"]!, (long)node["cpuMillis"]!["capacity"]!, (int)node["pods"]!["used"]!);

    private static string Counts(JsonNode counts) => counts.AsObject() is { Count: > 0 } some
        ? string.Join(", ", some.Select(pair => $"{pair.Value} {pair.Key}"))
        : "none";

    private string RateOf(string tier) => status["runRate"]!["tiers"]!.AsArray()
        .FirstOrDefault(rate => (string)rate!["tier"]! == tier)?["perHour"]?.ToString() ?? Money.Zero.ToString();
}
