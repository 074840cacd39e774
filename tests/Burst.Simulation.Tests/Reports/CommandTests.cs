using System.Diagnostics;
using System.Text.Json.Nodes;
using Burst.Testing;

namespace Burst.Simulation.Tests.Reports;

public class CommandTests
{
    private static readonly string[] Rows =
    [
        "id,submit_s,duration_s,cpu,memory_mib,class",
        .. Enumerable.Range(0, 400).Select(i => $"j{i},{i * 7 % 900},{30 + (i * 13 % 300)}.5,{1 + (i % 2)},{512 * (1 + (i % 5))},c{i % 3}"),
    ];

    [Fact]
    public async Task SameInput_GivesTheSameBytes_InTwoProcesses()
    {
        using var trace = new TraceFile("jobs.csv", Rows);
        var first = await RunAsync(trace, "one");
        var second = await RunAsync(trace, "two");

        Assert.Equal(first.Output, second.Output);
        foreach (var file in new[] { "placements.csv", "timeline.csv", "plot.svg" })
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(trace.Folder, "one", file)), await File.ReadAllBytesAsync(Path.Combine(trace.Folder, "two", file)));
        var report = JsonNode.Parse(first.Output)!;
        Assert.Equal(400, (int)report["policies"]![0]!["jobs"]!["run"]!);
        Assert.Equal(401, (await File.ReadAllLinesAsync(Path.Combine(trace.Folder, "one", "placements.csv"))).Length);
        Assert.EndsWith("</svg>\n", await File.ReadAllTextAsync(Path.Combine(trace.Folder, "one", "plot.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastRowOfTheTimeline_HasTheCostOfTheReport()
    {
        using var trace = new TraceFile("jobs.csv", Rows);
        var run = await RunAsync(trace, "one");

        var last = (await File.ReadAllLinesAsync(Path.Combine(trace.Folder, "one", "timeline.csv")))[^1].Split(',');
        var cost = JsonNode.Parse(run.Output)!["policies"]![0]!["cost"]!;
        Assert.True(Math.Abs(decimal.Parse(last[6], System.Globalization.CultureInfo.InvariantCulture) - decimal.Parse((string)cost["byTier"]!["vm"]!, System.Globalization.CultureInfo.InvariantCulture)) <= 0.000000000001m);
        Assert.True(Math.Abs(decimal.Parse(last[7], System.Globalization.CultureInfo.InvariantCulture) - decimal.Parse((string)cost["byTier"]!["aci"]!, System.Globalization.CultureInfo.InvariantCulture)) <= 0.000000000001m);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TraceFile trace, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(trace.Folder, name)).FullName;
        var start = new ProcessStartInfo(BurstExecutable.Path) { RedirectStandardOutput = true };
        foreach (var word in (string[])
        [
            "simulate", "--jobs", trace.Path, "--vm-nodes", "3", "--vm-size", "D2s_v5", "--output", "json", "--placements", Path.Combine(folder, "placements.csv"),
            "--timeline", Path.Combine(folder, "timeline.csv"), "--plot", Path.Combine(folder, "plot.svg"),
        ])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return (process.ExitCode, output);
    }
}
