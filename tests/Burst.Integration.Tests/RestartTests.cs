using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>Container groups that are started again, by `burst restart` and by hand past Burst, and what is on the books of them.</summary>
[Trait("Lane", "recovery")]
public sealed class RestartTests
{
    private const string Pod = "/api/v1/namespaces/default/pods/far";

    [Fact]
    public async Task Restart_StartsTheContainersAgain_AsTheSamePod_AndItsUsageGoesOn()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using var up = await StartAsync(sandbox, emulator);
        var before = await UntilAsync(up, "runs", IsRunning);

        Assert.Equal("pod/far restarted\n", await BurstCli.RunAsync(sandbox, "restart", "far", "--state", sandbox.State));
        var after = await UntilAsync(up, "runs anew", pod => IsRunning(pod) && StartOf(pod) != StartOf(before));

        Assert.Equal((string?)before["metadata"]!["uid"], (string?)after["metadata"]!["uid"]);
        Assert.Equal(1, (int)after["status"]!["containerStatuses"]![0]!["restartCount"]!);
        Assert.Single(await emulator.ListGroupsAsync());
        Assert.Contains("Restarted", await BurstCli.RunAsync(sandbox, "events", "--state", sandbox.State), StringComparison.Ordinal);
        await BurstCli.RunAsync(sandbox, "delete", "pod", "far", "--state", sandbox.State);
        await AssertBookedAsync(up, emulator, runs: 2);
    }

    [Fact]
    public async Task StopByHand_EndsThePod_ItsGroupAndItsUsage()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using var up = await StartAsync(sandbox, emulator);
        await UntilAsync(up, "runs", IsRunning);

        await emulator.PostToGroupAsync("stop");
        var ended = await UntilAsync(up, "has ended", pod => (string?)pod["status"]?["phase"] == "Failed");

        Assert.Equal("Stopped", (string?)ended["status"]!["reason"]);
        await AssertBookedAsync(up, emulator, runs: 1);
    }

    /// <summary>Sooner than it is looked at: to the pod it is a restart that nobody told of. Where a look comes between, it is its end.</summary>
    [Fact]
    public async Task StopAndStartByHand_BetweenTwoLooks_GoOnAsTheSamePod_AndItsUsageGoesOn()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using var up = await StartAsync(sandbox, emulator);
        var before = await UntilAsync(up, "runs", IsRunning);

        await emulator.PostToGroupAsync("stop");
        await emulator.PostToGroupAsync("start");
        var after = await UntilAsync(up, "runs anew or has ended", pod => (IsRunning(pod) && StartOf(pod) != StartOf(before)) || (string?)pod["status"]?["phase"] == "Failed");
        if (!IsRunning(after))
        {
            Assert.Equal("Stopped", (string?)after["status"]!["reason"]);
            await UntilNoGroupIsLeftAsync(emulator);
            return;
        }

        Assert.Equal((string?)before["metadata"]!["uid"], (string?)after["metadata"]!["uid"]);
        await BurstCli.RunAsync(sandbox, "delete", "pod", "far", "--state", sandbox.State);
        await AssertBookedAsync(up, emulator, runs: 2);
    }

    private static async Task<UpProcess> StartAsync(Sandbox sandbox, EmulatorProcess emulator)
    {
        var up = await UpProcess.StartAsync(sandbox, emulator);
        var manifest = Path.Combine(sandbox.Root, "pod.yaml");
        await File.WriteAllTextAsync(manifest, """
            apiVersion: v1
            kind: Pod
            metadata: { name: far }
            spec:
              restartPolicy: Never
              nodeSelector: { type: virtual-kubelet }
              tolerations: [ { key: virtual-kubelet.io/provider, operator: Exists } ]
              containers: [ { name: main, image: burst/sleep, command: ["/burst/sleep", "600"], resources: { requests: { cpu: 1, memory: 1Gi } } } ]
            """);
        await BurstCli.RunAsync(sandbox, "apply", "-f", manifest, "--state", sandbox.State);
        return up;
    }

    private static async Task<JsonNode> UntilAsync(UpProcess up, string what, Func<JsonNode, bool> isSo)
    {
        JsonNode? seen = null;
        await Poll.UntilAsync($"the pod {what}", async () => isSo(seen = await up.Api.GetAsync(Pod)));
        return seen!;
    }

    private static bool IsRunning(JsonNode pod) => (string?)pod["status"]?["phase"] == "Running" && StartOf(pod) is not null;

    private static string? StartOf(JsonNode pod) => (string?)pod["status"]?["containerStatuses"]?[0]?["state"]?["running"]?["startedAt"];

    private static Task UntilNoGroupIsLeftAsync(EmulatorProcess emulator) =>
        Poll.UntilAsync("ACI is empty", async () => (await emulator.ListGroupsAsync()).Count == 0);

    /// <summary>
    /// The seconds between two runs, which the emulator does not bill, are booked; that it rounds each run up to a second, where the books
    /// round the whole, may be a second more for each.
    /// </summary>
    private static async Task AssertBookedAsync(UpProcess up, EmulatorProcess emulator, int runs)
    {
        await UntilNoGroupIsLeftAsync(emulator);
        await Poll.UntilAsync("the books are closed", async () => await BookedAsync(up) is var first && first > 0 && first == await BookedAsync(up));
        var billed = Dollars((await emulator.ReadInvoiceAsync())["totalCost"]);
        var secondsMore = (await BookedAsync(up) - billed) / (0.04495m / 3600);
        Assert.InRange(secondsMore, -0.001m - (runs - 1), runs == 1 ? 0.001m : 15);
    }

    private static async Task<decimal> BookedAsync(UpProcess up) =>
        (await up.Api.GetAsync("/apis/burst.dev/v1/cost?by=tier"))["rows"]!.AsArray().Where(row => (string?)row!["tier"] == "aci").Sum(row => Dollars(row!["cost"]));

    private static decimal Dollars(JsonNode? amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture);
}
