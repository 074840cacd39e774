using System.Text.Json.Nodes;
using Burst.Cost.Reports;

namespace Burst.Cli.Demo;

/// <summary>What the demo has to show for itself.</summary>
internal sealed record DemoResult(CostReport Cost, int LeftoverContainerGroups, int LeftoverProcesses, TimeSpan Took)
{
    /// <summary>Containers, volumes and images of the demo on the engine; null without one.</summary>
    public int? LeftoverOnEngine { get; init; }

    public bool LeftNothing => LeftoverContainerGroups + LeftoverProcesses + (LeftoverOnEngine ?? 0) == 0;

    public JsonObject ToJson()
    {
        var json = Report();
        if (LeftoverOnEngine is { } left)
            json["leftoverOnEngine"] = left;
        return json;
    }

    private JsonObject Report() => new()
    {
        ["podsRun"] = Cost.PodsRun,
        ["podsSpilled"] = Cost.PodsSpilled,
        ["peakPods"] = Cost.Peak?.Pods ?? 0,
        ["leftoverContainerGroups"] = LeftoverContainerGroups,
        ["leftoverProcesses"] = LeftoverProcesses,
        ["cost"] = new JsonObject
        {
            ["actual"] = Cost.Total.ToString(),
            ["allAci"] = Cost.AllAci.Cost?.ToString(),
            ["vmPeak"] = Cost.VmPeak.Cost?.ToString(),
        },
        ["wait"] = new JsonObject
        {
            ["p50Seconds"] = Cost.Wait.P50Seconds,
            ["maxSeconds"] = Cost.Wait.MaxSeconds,
        },
        ["tookSeconds"] = Math.Round((decimal)Took.TotalSeconds, 1),
    };
}
