using System.Text.Json.Nodes;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>The report for machines.</summary>
public static class CrashPointJson
{
    public static JsonObject Write(CrashPointReport report) => new()
    {
        ["passed"] = report.HasPassed,
        ["partial"] = report.IsPartial,
        ["points"] = report.Points.Length,
        ["kills"] = report.Results.Length,
        ["wallSeconds"] = Math.Round(report.Wall.TotalSeconds, 3),
        ["methods"] = new JsonArray([.. report.Figures.Select(figure => new JsonObject
        {
            ["port"] = figure.Port,
            ["method"] = figure.Method,
            ["points"] = figure.Points,
            ["kills"] = figure.Killed,
        })]),
        ["violations"] = new JsonArray([.. report.Violations.Select(found => new JsonObject
        {
            ["point"] = found.Result.Point.Number,
            ["port"] = found.Result.Point.Port,
            ["method"] = found.Result.Point.Method,
            ["side"] = NameOf(found.Result.Side),
            ["atSeconds"] = Math.Round(found.Violation.At.TotalSeconds, 3),
            ["promise"] = found.Violation.Promise,
            ["where"] = found.Violation.Where,
            ["description"] = found.Violation.Description,
        })]),
    };

    internal static string NameOf(CrashSide side) => side == CrashSide.Before ? "before" : "after";
}
