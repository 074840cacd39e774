using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Burst.Cli.Tests.Support;
using Burst.Testing;

namespace Burst.Cli.Tests;

/// <summary>
/// Dilemmas (examples/dilemmas) on two VM nodes and the emulator: what `burst explain` says of each, which docs/guides/dilemmas.md shows.
/// </summary>
public sealed partial class DilemmaTests : IDisposable
{
    private static readonly (string File, string Pod, string State)[] Dilemmas =
    [
        ("1-wait-or-pay.yaml", "patient", "waits"),
        ("2-pay-or-keep-to-the-budget.yaml", "frugal", "waits"),
        ("3-near-or-somewhere.yaml", "near", "waits"),
        ("4-even-or-started.yaml", "even-2", "waits"),
        ("5-pay-or-end-another.yaml", "hasty", "aci-emulator"),
        ("6-end-another-or-wait.yaml", "urgent", "vm-1"),
    ];

    private readonly TemporaryFolder folder = new();
    private readonly List<Process> processes = [];

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill();
            process.Dispose();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task EachIsDecidedAndExplained_AsTheGuideSays()
    {
        await StartAsync();
        await RunAsync("apply", "-f", Example("0-steady.yaml"));
        await UntilAsync("batch", "vm-1");
        await UntilAsync("cache", "vm-2");
        await UntilAsync("even-1", "vm-1");
        var guide = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "docs", "guides", "dilemmas.md"));
        var told = new StringBuilder();
        foreach (var (file, pod, state) in Dilemmas)
        {
            await RunAsync("apply", "-f", Example(file));
            await UntilAsync(pod, state);
            told.Append($"$ burst explain {pod}\n{Timeless((await RunAsync("explain", pod)).Output)}\n");
        }

        Approval.Check("dilemmas.txt", told.ToString());
        Assert.All(told.ToString().Split("$ burst explain ", StringSplitOptions.RemoveEmptyEntries), one => Assert.Contains($"$ burst explain {one.TrimEnd()}\n```", guide, StringComparison.Ordinal));
    }

    private async Task StartAsync()
    {
        var emulator = Start("emulator", "--port", "0", "--state", folder.At("emulator"), "--runtime", "simulated");
        var listening = await emulator.StandardOutput.ReadLineAsync();
        var config = folder.Write("burst.json", """{ "listen": "127.0.0.1:0", "nodeInterval": "200ms", "aciInterval": "500ms" }""");
        Start(
            "up", "--state", folder.At("state"), "--config", config, "--docker", "none", "--node", "vm-1=D2s_v5", "--node", "vm-2=D2s_v5",
            "--emulator", listening!["listening on ".Length..], "--emulator-ca", folder.At("emulator/ca.pem"));
        await Eventually.GetAsync(
            async () => (await BurstCommandLine.TryAsync("get", "nodes", "--state", folder.At("state"))).Output.Split('\n').Count(line => line.Contains(" Ready ", StringComparison.Ordinal)),
            ready => ready == 3, "all nodes are ready");
    }

    private Process Start(params string[] arguments)
    {
        var process = BurstCommandLine.Start(folder.Root, arguments);
        processes.Add(process);
        return process;
    }

    /// <summary>On the node, and no call to its host is due; or looked at and without a place.</summary>
    private Task UntilAsync(string pod, string state) => Eventually.GetAsync(
        async () => JsonNode.Parse((await RunAsync("explain", pod, "-o", "json")).Output)!,
        found => state == "waits" ? found["decisions"]!.AsArray().Count > 0 && found["pod"]!["node"] is null : (string?)found["pod"]!["node"] == state && (string?)found["pod"]!["phase"] == "Running",
        $"pod {pod}: {state}");

    private Task<CliResult> RunAsync(params string[] arguments) => BurstCommandLine.RunAsync([.. arguments, "--state", folder.At("state")]);

    private static string Example(string file) => Path.Combine(RepositoryFolder.Root, "examples", "dilemmas", file);

    private static string Timeless(string text) =>
        Waits().Replace(TimesOfDay().Replace(Instants().Replace(text, "2026-01-05T09:00:00Z"), "spills at 09:10:00Z"), "waited 0s");

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT[0-9:.]+Z")]
    private static partial Regex Instants();

    [GeneratedRegex(@"spills at \d\d:\d\d:\d\dZ")]
    private static partial Regex TimesOfDay();

    [GeneratedRegex(@"waited \d+s")]
    private static partial Regex Waits();
}
