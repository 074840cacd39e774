using System.Text.Json.Nodes;
using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests.Commands;

/// <summary>Commands that show things, over a cluster in which one pod has ended and one is gone.</summary>
public sealed class ReadTests(ReadTests.SettledCluster cluster) : IClassFixture<ReadTests.SettledCluster>
{
    public sealed class SettledCluster : IAsyncLifetime
    {
        public UpFixture Up { get; } = new();

        public async Task InitializeAsync()
        {
            await Up.InitializeAsync();
            await Up.ApplyAsync(Yaml.Pod("ended", """["/burst/fail", "7"]"""));
            await Up.ApplyAsync(Yaml.Pod("gone", """["/burst/sleep", "0.1"]"""));
            await Up.ApplyAsync(Yaml.ConfigMap("settings"));
            await Up.WaitForPodAsync("ended", "Failed");
            await Up.WaitForPodAsync("gone", "Succeeded");
            await Up.RunAsync("delete", "pod", "gone");
            await Testing.Eventually.GetAsync(
                () => Up.TryAsync("get", "pod", "gone"), result => result.ExitCode == ExitCodes.NotFound, "the pod is gone");
        }

        public Task DisposeAsync() => Up.DisposeAsync();
    }

    private UpFixture Up => cluster.Up;

    [Fact]
    public async Task Get_Table_HasTheServersColumns_AndWideHasMore()
    {
        var table = await Up.RunAsync("get", "pods");
        var wide = await Up.RunAsync("get", "po", "-o", "wide");
        var everywhere = await Up.RunAsync("get", "pods", "-A");

        Assert.StartsWith("NAME    ", table.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ended   ", table.Lines[1], StringComparison.Ordinal);
        Assert.Equal(2, table.Lines.Length);
        Assert.True(Columns(wide) > Columns(table));
        Assert.StartsWith("NAMESPACE   NAME", everywhere.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("default     ended", everywhere.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_JsonAndYaml_AreTheObject()
    {
        var json = await Up.RunJsonAsync("get", "cm", "settings", "-o", "json");
        var yaml = await Up.RunAsync("get", "configmap/settings", "-o", "yaml");

        Assert.Equal(("ConfigMap", "1"), ((string?)json["kind"], (string?)json["data"]!["key"]));
        Assert.Contains("kind: ConfigMap\n", yaml.Output, StringComparison.Ordinal);
        Assert.Contains("data:\n  key: \"1\"\n", yaml.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Selector_AndNothingFound()
    {
        Assert.Equal(2, (await Up.RunAsync("get", "cm", "-l", "made=here")).Lines.Length);
        Assert.Equal("No configmaps found.\n", (await Up.RunAsync("get", "cm", "-l", "made=there")).Output);
        Assert.Equal(["NAME", "vm-1", "vm-2"], (await Up.RunAsync("get", "nodes")).Lines.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Get_WhatIsNotThere_IsNotFound_AndUnknownTypesListTheKnown()
    {
        var missing = await Up.TryAsync("get", "pod", "nobody");
        var unknown = await Up.TryAsync("get", "widgets");

        var typo = await Up.TryAsync("get", "pods", "--bogus");

        Assert.Equal(ExitCodes.Usage, typo.ExitCode);
        Assert.Contains("'--bogus' is not an option of burst get", typo.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.NotFound, ExitCodes.Usage), (missing.ExitCode, unknown.ExitCode));
        Assert.Contains("nobody", missing.Error, StringComparison.Ordinal);
        Assert.StartsWith("burst: 'widgets' is not a type; nodes, namespaces, pods, ", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_ShowsTheObject_AndItsEvents()
    {
        var text = (await Up.RunAsync("describe", "pod", "ended")).Output;

        Assert.Contains("name: ended", text, StringComparison.Ordinal);
        Assert.Contains("\nTIME ", text, StringComparison.Ordinal);
        Assert.Contains("pod/ended", text, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await Up.TryAsync("describe", "pod")).ExitCode);
    }

    [Fact]
    public async Task Events_AreListed_OldestFirst_AtMostTheLimit()
    {
        var all = await Up.RunAsync("events", "-A");
        var one = await Up.RunAsync("events", "--limit", "1");

        Assert.StartsWith("TIME ", all.Lines[0], StringComparison.Ordinal);
        var times = all.Lines[1..].Select(line => line.Split(' ')[0]).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Contains(all.Lines, line => line.Contains("pod/gone", StringComparison.Ordinal));
        Assert.Equal(2, one.Lines.Length);
        Assert.Contains("there are more (--limit)", one.Error, StringComparison.Ordinal);
        Assert.Equal("", all.Error);
    }

    [Fact]
    public async Task Explain_OfAPodThatIsGone_StillSaysWhy()
    {
        var text = (await Up.RunAsync("explain", "pod/gone")).Output;
        var json = await Up.RunJsonAsync("explain", "gone", "-o", "json");

        Assert.StartsWith("Pod default/gone: gone", text, StringComparison.Ordinal);
        Assert.Matches(@"\n20\S+Z  placed on vm-[12] \(vm(-reserved)?\) at \$0\.\d+/h\n", text);
        Assert.Contains("  why:    ", text, StringComparison.Ordinal);
        Assert.Matches(@"\n  vm-1 +vm-reserved +yes ", text);
        Assert.Matches(@"\n  vm-2 +vm +yes ", text);
        Assert.True((bool)json["pod"]!["gone"]!);
        Assert.Equal(ExitCodes.NotFound, (await Up.TryAsync("explain", "nobody")).ExitCode);
    }

    [Fact]
    public async Task Logs_OfAnEndedPod_AreWhatItWrote()
    {
        Assert.Equal("failing with exit code 7\n", (await Up.RunAsync("logs", "ended")).Output);
        Assert.Matches(@"\A20\S+Z failing with exit code 7\n\z", (await Up.RunAsync("logs", "ended", "--timestamps", "--tail", "1", "-c", "main")).Output);
        Assert.Equal("failing with exit code 7\n", (await Up.RunAsync("logs", "ended", "--since", "2h")).Output);
        Assert.Equal(ExitCodes.Invalid, (await Up.TryAsync("logs", "ended", "--since", "yesterday")).ExitCode);
        Assert.Equal(ExitCodes.NotFound, (await Up.TryAsync("logs", "nobody")).ExitCode);
        Assert.Equal(ExitCodes.Invalid, (await Up.TryAsync("logs", "ended", "-c", "side")).ExitCode);
    }

    [Fact]
    public async Task Cost_AsTableJsonAndCsv_IsOneReport()
    {
        var table = await Up.RunAsync("cost");
        var json = await Up.RunJsonAsync("cost", "-o", "json", "--by", "node");
        var csv = await Up.RunAsync("cost", "-o", "csv", "--since", "1h");

        Assert.StartsWith("Cost from ", table.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("WORKLOAD ", table.Lines[1], StringComparison.Ordinal);
        Assert.Contains(table.Lines, line => line.StartsWith("TOTAL ", StringComparison.Ordinal));
        Assert.Contains(table.Lines, line => line.StartsWith("VMs for the peak", StringComparison.Ordinal));
        Assert.Equal(2, (int)json["podsRun"]!);
        Assert.Equal(Total(json), Sum(json["rows"]!.AsArray()));
        Assert.StartsWith("kind,namespace,workload,", csv.Lines[0], StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Invalid, (await Up.TryAsync("cost", "--since", "yesterday")).ExitCode);
        Assert.StartsWith("id,kind,namespace,pod,", (await Up.RunAsync("cost", "--records", "--since", "1h")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await Up.TryAsync("cost", "--records", "--by", "node")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await Up.TryAsync("cost", "--records", "-o", "json")).ExitCode);
    }

    [Fact]
    public async Task PricesAndVersion_NeedNoServer()
    {
        Assert.Contains("D2s_v5", (await BurstCommandLine.RunAsync("prices")).Output, StringComparison.Ordinal);
        Assert.Matches(@"\Aburst \d+\.\d+\.\d+", (await BurstCommandLine.RunAsync("version")).Output);
    }

    private static int Columns(CliResult table) => table.Lines[0].Split("   ", StringSplitOptions.RemoveEmptyEntries).Length;

    private static decimal Total(JsonNode report) => Parse(report["total"]);

    private static decimal Sum(JsonArray rows) => rows.Sum(row => Parse(row!["cost"]));

    private static decimal Parse(JsonNode? money) => decimal.Parse((string)money!, System.Globalization.CultureInfo.InvariantCulture);
}
