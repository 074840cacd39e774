using System.Globalization;
using System.Text.Json.Nodes;

namespace Burst.Simulation.Chaos.Reports;

/// <summary>The report for machines.</summary>
public static class ChaosJson
{
    public static JsonObject Write(ChaosReport report) => new()
    {
        ["passed"] = report.HasPassed,
        ["partial"] = report.IsPartial,
        ["seeds"] = new JsonArray([.. report.Results.Select(result => (JsonNode)result.Seed)]),
        ["simulatedHours"] = Math.Round(report.Simulated.TotalHours, 3),
        ["wallSeconds"] = Math.Round(report.Wall.TotalSeconds, 3),
        ["jobs"] = report.Jobs,
        ["simulatedHoursPerSecondPerCore"] = Math.Round(report.HoursPerSecond, 2),
        ["timesRealTimePerCore"] = Math.Round(report.SpeedPerCore),
        ["containerGroupsCreated"] = report.Spills,
        ["podsEnded"] = report.Deletes,
        ["crashes"] = report.Crashes,
        ["checks"] = report.Checks,
        ["faults"] = new JsonArray([.. report.Faults.Select(figure => new JsonObject
        {
            ["kind"] = figure.Kind,
            ["struck"] = figure.Struck,
            ["whileIntentInFlight"] = figure.InFlight,
        })]),
        ["tooQuiet"] = new JsonArray([.. report.FindTooQuiet().Select(line => (JsonNode)line)]),
        ["violations"] = new JsonArray([.. report.Violations.Select(Violation)]),
        ["histories"] = new JsonArray([.. report.Results.Select(result => new JsonObject
        {
            ["seed"] = result.Seed,
            ["hash"] = result.HistoryHash.ToString("x16", CultureInfo.InvariantCulture),
        })]),
    };

    internal static JsonObject Violation(ChaosViolation violation) => new()
    {
        ["seed"] = violation.Seed,
        ["atSeconds"] = Math.Round(violation.At.TotalSeconds, 3),
        ["promise"] = violation.Promise,
        ["where"] = violation.Where,
        ["description"] = violation.Description,
    };
}
