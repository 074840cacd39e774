using System.Text.Json.Nodes;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>The report for machines.</summary>
public static class CanaryJson
{
    public static JsonObject Write(CanaryReport report) => new()
    {
        ["passed"] = report.HasPassed,
        ["partial"] = report.IsPartial,
        ["found"] = report.Found,
        ["total"] = report.Hunted.Length,
        ["wallSeconds"] = Math.Round(report.Wall.TotalSeconds, 3),
        ["withoutCanary"] = new JsonArray([.. report.Clean.Select(ChaosJson.Violation)]),
        ["canaries"] = new JsonArray([.. report.Findings.Select(finding => new JsonObject
        {
            ["canary"] = finding.Canary.ToString(),
            ["found"] = finding.IsFound,
            ["histories"] = finding.Histories,
            ["violation"] = finding.Violation is { } violation ? ChaosJson.Violation(violation) : null,
        })]),
    };
}
