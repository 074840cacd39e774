using System.Diagnostics;
using System.Text.Json.Nodes;
using Burst.Testing;

namespace Burst.Cli.Tests.Support;

/// <summary>`burst up` as a process with two small VM nodes, for the tests of one class.</summary>
public sealed class UpFixture : IAsyncLifetime
{
    private Process? process;

    public TemporaryFolder Folder { get; } = new();

    public string State => Folder.At("state");

    internal Process Process => process!;

    public async Task InitializeAsync()
    {
        var config = Folder.Write("burst.json", """{ "listen": "127.0.0.1:0", "nodeInterval": "200ms" }""");
        process = BurstCommandLine.Start(Folder.Root, "up", "--state", State, "--config", config, "--node", "vm-1=D2s_v5:vm-reserved:1", "--node", "vm-2=D2s_v5");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.True(line?.StartsWith("burst is up at https://127.0.0.1:", StringComparison.Ordinal) == true, line ?? await process.StandardError.ReadToEndAsync(limit.Token));
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await Eventually.GetAsync(
            () => RunJsonAsync("get", "nodes", "-o", "json"),
            nodes => nodes["items"]!.AsArray().All(node => node!["status"]!["conditions"]!.AsArray().Any(IsReady)), "both nodes are ready");
    }

    public Task DisposeAsync()
    {
        process?.Kill();
        process?.Dispose();
        Folder.Dispose();
        return Task.CompletedTask;
    }

    internal Task<CliResult> TryAsync(params string[] arguments) => BurstCommandLine.TryAsync([.. arguments, "--state", State]);

    internal Task<CliResult> RunAsync(params string[] arguments) => BurstCommandLine.RunAsync([.. arguments, "--state", State]);

    internal Task<JsonNode> RunJsonAsync(params string[] arguments) => BurstCommandLine.RunJsonAsync([.. arguments, "--state", State]);

    internal async Task<CliResult> ApplyAsync(string yaml) => await RunAsync("apply", "-f", Folder.Write($"{Guid.NewGuid()}.yaml", yaml));

    internal Task<JsonNode> WaitForPodAsync(string name, string phase) => Eventually.GetAsync(
        () => RunJsonAsync("get", "pod", name, "-o", "json"), pod => (string?)pod["status"]?["phase"] == phase, $"pod {name} is {phase}");

    private static bool IsReady(JsonNode? condition) => (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True";
}
