using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>`burst stop` and `burst start`: the same pod in the same group, and books that are the emulator's invoice, `kill -9` included.</summary>
[Trait("Lane", "recovery")]
public sealed class StopTests
{
    /// <summary>In dollars: a second of the pod costs twelve thousand times as much.</summary>
    private const decimal Tolerance = 0.000000001m;

    private const string Pods = "/api/v1/namespaces/default/pods";

    [Fact]
    public async Task StoppedPod_StaysAndCostsNothing_AlsoThroughKillNine_AndStartsAgainAsTheSame()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        string name, uid;
        using (var up = await UpProcess.StartAsync(sandbox, emulator))
        {
            await ApplyAsync(sandbox);
            var pod = await UntilAsync(up, "runs", IsRunning);
            (name, uid) = ((string)pod["metadata"]!["name"]!, (string)pod["metadata"]!["uid"]!);
            Assert.Equal($"pod/{name} stopped\n", await BurstCli.RunAsync(sandbox, "stop", name, "--state", sandbox.State));
            Assert.Equal($"pod/{name} stopped\n", await BurstCli.RunAsync(sandbox, "stop", name, "--state", sandbox.State));
            Assert.Contains("Stopped", await BurstCli.RunAsync(sandbox, "get", "pods", "--state", sandbox.State), StringComparison.Ordinal);
            Assert.Contains("Stopped on aci", await BurstCli.RunAsync(sandbox, "explain", name, "--state", sandbox.State), StringComparison.Ordinal);
            up.KillNine();
        }

        var billed = await BilledAsync(emulator);
        using var next = await UpProcess.StartAsync(sandbox, emulator);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        Assert.Equal((uid, "Stopped"), (await UntilAsync(next, "is there", _ => true)) is var kept ? ((string)kept["metadata"]!["uid"]!, (string)kept["status"]!["reason"]!) : default);
        Assert.Equal(billed, await BilledAsync(emulator));
        Assert.InRange(await BookedAsync(next) - billed, -Tolerance, Tolerance);

        Assert.Equal($"pod/{name} started\n", await BurstCli.RunAsync(sandbox, "start", name, "--state", sandbox.State));
        Assert.Equal(uid, (string)(await UntilAsync(next, "runs again", IsRunning))["metadata"]!["uid"]!);
        Assert.Single(await emulator.ListGroupsAsync());
        await AssertBooksAsync(next, emulator);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("start")]
    public async Task KilledRightAfterItWasAskedFor_TheNextProcessDoesIt(string verb)
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox, 0, "--fault", $"delay:operation={verb},delayMs=1500");
        string name;
        using (var up = await UpProcess.StartAsync(sandbox, emulator))
        {
            await ApplyAsync(sandbox);
            name = (string)(await UntilAsync(up, "runs", IsRunning))["metadata"]!["name"]!;
            if (verb == "start")
                await BurstCli.RunAsync(sandbox, "stop", name, "--state", sandbox.State);
            Assert.Equal($"pod/{name} {(verb == "stop" ? "stopping" : "starting")}\n", await BurstCli.RunAsync(sandbox, verb, name, "--no-wait", "--state", sandbox.State));
            up.KillNine();
        }

        using var next = await UpProcess.StartAsync(sandbox, emulator);
        await UntilAsync(next, "is so", pod => verb == "stop" ? (string?)pod["status"]!["reason"] == "Stopped" : IsRunning(pod));
        await AssertBooksAsync(next, emulator);
    }

    private static async Task ApplyAsync(Sandbox sandbox)
    {
        var manifest = Path.Combine(sandbox.Root, "web.yaml");
        await File.WriteAllTextAsync(manifest, """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: far }
            spec:
              replicas: 1
              selector: { matchLabels: { app: far } }
              template:
                metadata: { labels: { app: far } }
                spec:
                  nodeSelector: { type: virtual-kubelet }
                  tolerations: [ { key: virtual-kubelet.io/provider, operator: Exists } ]
                  containers: [ { name: main, image: burst/sleep, command: ["/burst/sleep", "600"], resources: { requests: { cpu: 1, memory: 1Gi } } } ]
            """);
        await BurstCli.RunAsync(sandbox, "apply", "-f", manifest, "--state", sandbox.State);
    }

    private static async Task<JsonNode> UntilAsync(UpProcess up, string what, Func<JsonNode, bool> isSo)
    {
        JsonNode? seen = null;
        await Poll.UntilAsync($"the one pod {what}", async () => (await up.Api.GetAsync(Pods))["items"]!.AsArray() is [{ } pod] && isSo(seen = pod));
        return seen!;
    }

    private static bool IsRunning(JsonNode pod) => (string?)pod["status"]?["phase"] == "Running" && pod["status"]!["containerStatuses"]?[0]?["state"]?["running"] is not null;

    /// <summary>
    /// Each run is a line of its own on both sides, so they agree but for the rounding of a line to the pico-dollar. What is deleted ends on the books
    /// when the service's answer has come, some milliseconds late: early in a second, as seconds are billed, that makes no difference.
    /// </summary>
    private static async Task AssertBooksAsync(UpProcess up, EmulatorProcess emulator)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1000 - TimeProvider.System.GetUtcNow().Millisecond), TimeProvider.System);
        await up.Api.DeleteAsync("/apis/apps/v1/namespaces/default/deployments/far");
        await Poll.UntilAsync("ACI is empty", async () => (await emulator.ListGroupsAsync()).Count == 0);
        await Poll.UntilAsync("nothing goes on", async () => await BookedAsync(up) is var first && first > 0 && first == await BookedAsync(up));
        Assert.InRange(await BookedAsync(up) - await BilledAsync(emulator), -Tolerance, Tolerance);
    }

    private static async Task<decimal> BilledAsync(EmulatorProcess emulator) => Dollars((await emulator.ReadInvoiceAsync())["totalCost"]);

    private static async Task<decimal> BookedAsync(UpProcess up) =>
        (await up.Api.GetAsync("/apis/burst.dev/v1/cost?by=tier"))["rows"]!.AsArray().Where(row => (string?)row!["tier"] == "aci").Sum(row => Dollars(row!["cost"]));

    private static decimal Dollars(JsonNode? amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture);
}
