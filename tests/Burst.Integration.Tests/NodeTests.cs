using System.Text.Json.Nodes;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>A virtual node that joins and leaves while the control plane runs, by the commands an operator types.</summary>
[Trait("Lane", "recovery")]
public sealed class NodeTests
{
    private const string Subscription = "00000000-0000-0000-0000-000000000001";
    private const string Added = "aci-added";

    [Fact]
    public async Task AddedNode_RunsPodsAtOnce_SurvivesKillNine_AndLeavesForGoodWhenEmpty()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using (var first = await UpProcess.StartAsync(sandbox, emulator))
        {
            Assert.Contains("it is Ready", await AddAsync(sandbox, emulator, "one"), StringComparison.Ordinal);
            await ApplyPodAsync(sandbox);
            await UntilRunningAsync(first.Api);
            Assert.Contains("/resourceGroups/one/", (string)Assert.Single(await emulator.ListGroupsAsync())!["id"]!, StringComparison.Ordinal);

            var refused = await BurstCli.TryRunAsync(sandbox, "node", "remove", Added, "--state", sandbox.State);
            Assert.Equal(6, refused.ExitCode);
            Assert.Contains("1 pod(s) are on it (default/spilled)", refused.Error, StringComparison.Ordinal);
            first.KillNine();
        }

        using var second = await UpProcess.StartAsync(sandbox, emulator);
        await BurstCli.RunAsync(sandbox, "delete", "pod", "spilled", "--state", sandbox.State);
        await Poll.UntilAsync("the group of the added node is deleted", async () => (await emulator.ListGroupsAsync()).Count == 0);
        await Poll.UntilAsync("the pod is gone", async () => await NamesAsync(second.Api, "/api/v1/namespaces/default/pods") is []);
        Assert.Equal("node/aci-added removed\n", await BurstCli.RunAsync(sandbox, "node", "remove", Added, "--state", sandbox.State));

        // Under its old name at another place: what is kept for the old one must not be used for it.
        await AddAsync(sandbox, emulator, "two");
        await ApplyPodAsync(sandbox);
        await UntilRunningAsync(second.Api);
        Assert.Contains("/resourceGroups/two/", (string)Assert.Single(await emulator.ListGroupsAsync())!["id"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NodeOfTheConfiguration_CanBeRemoved_WithAWarningThatItComesBack()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using (var first = await UpProcess.StartAsync(sandbox, emulator))
        {
            await Poll.UntilAsync("the configured node answers", async () => await IsReadyAsync(first.Api, "aci-emulator"));
            var removed = await BurstCli.TryRunAsync(sandbox, "node", "remove", "aci-emulator", "--state", sandbox.State);
            Assert.Equal((0, "node/aci-emulator removed\n"), (removed.ExitCode, removed.Output));
            Assert.Contains("take it out there too, or the next start adds it again", removed.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("aci-emulator", await NamesAsync(first.Api, "/api/v1/nodes"));
            first.KillNine();
        }

        using var second = await UpProcess.StartAsync(sandbox, emulator);
        Assert.Contains("aci-emulator", await NamesAsync(second.Api, "/api/v1/nodes"));
    }

    private static Task<string> AddAsync(Sandbox sandbox, EmulatorProcess emulator, string resourceGroup) => BurstCli.RunAsync(
        sandbox, "node", "add", Added, "--aci", "--subscription", Subscription, "--resource-group", resourceGroup, "--region", "eastus",
        "--endpoint", emulator.Endpoint.ToString(), "--ca", emulator.CaFile, "--state", sandbox.State);

    private static async Task ApplyPodAsync(Sandbox sandbox)
    {
        var manifest = Path.Combine(sandbox.Root, "pod.yaml");
        await File.WriteAllTextAsync(manifest, $$"""
            apiVersion: burst.dev/v1
            kind: BurstPolicy
            metadata: { name: always }
            spec: { mode: always, tiers: [aci] }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: spilled, annotations: { burst.dev/policy: always } }
            spec:
              restartPolicy: Never
              nodeSelector: { kubernetes.io/hostname: {{Added}} }
              containers: [ { name: main, image: burst/sleep, command: ["/burst/sleep", "600"], resources: { requests: { cpu: 500m, memory: 512Mi } } } ]
            """);
        await BurstCli.RunAsync(sandbox, "apply", "-f", manifest, "--state", sandbox.State);
    }

    private static Task UntilRunningAsync(UpClient api) => Poll.UntilAsync(
        "the pod runs", async () => (string?)(await api.GetAsync("/api/v1/namespaces/default/pods/spilled"))["status"]?["phase"] == "Running");

    private static async Task<bool> IsReadyAsync(UpClient api, string node) =>
        (await api.GetAsync($"/api/v1/nodes/{node}"))["status"]!["conditions"]!.AsArray().Any(condition => (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True");

    private static async Task<List<string>> NamesAsync(UpClient api, string path) =>
        [.. ((JsonArray)(await api.GetAsync(path))["items"]!).Select(item => (string)item!["metadata"]!["name"]!)];
}
