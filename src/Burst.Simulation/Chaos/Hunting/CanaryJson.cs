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
        ["unusable"] = new JsonArray([.. report.Unusable.Select(ChaosJson.Violation)]),
        ["canaries"] = new JsonArray([.. report.Findings.Select(finding => new JsonObject
        {
            ["canary"] = finding.Canary.ToString(),
            ["found"] = finding.IsFound,
            ["expected"] = new JsonArray([.. finding.Expected.Select(promise => JsonValue.Create(promise))]),
            ["sung"] = finding.Songs,
            ["histories"] = finding.Histories,
            ["violation"] = finding.Violation is { } violation ? ChaosJson.Violation(violation) : null,
            ["other"] = finding.Other is { } other ? ChaosJson.Violation(other) : null,
        })]),
    };
}
