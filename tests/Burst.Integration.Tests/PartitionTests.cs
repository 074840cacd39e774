using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>The connection between the control plane and ACI is cut in the middle of a burst, and mended.</summary>
public sealed class PartitionTests
{
    private const int Replicas = 5;

    [Fact]
    public async Task CutConnection_TurnsTheVirtualNodeNotReady_DoublesNothing_AndRecovers()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using var proxy = new CuttableProxy(emulator.Endpoint);
        using var up = await UpProcess.StartAsync(sandbox, emulator, through: proxy.Endpoint);
        var manifest = Path.Combine(sandbox.Root, "spill.yaml");
        await File.WriteAllTextAsync(manifest, Manifest);
        await Poll.UntilAsync("the virtual node is ready", () => IsReadyAsync(sandbox, expected: "True"));

        await BurstCli.RunAsync(sandbox, "apply", "-f", manifest, "--state", sandbox.State);
        await Poll.UntilAsync("the first groups are there", async () => (await emulator.ListGroupsAsync()).Count > 0);
        proxy.Cut();
        await Poll.UntilAsync("the virtual node is NotReady", () => IsReadyAsync(sandbox, expected: "False"));
        var during = await BurstCli.RunJsonAsync(sandbox, "get", "pods", "-o", "json", "--state", sandbox.State);
        Assert.Equal(Replicas, during["items"]!.AsArray().Count);

        proxy.Mend();
        await Poll.UntilAsync("the virtual node is ready again", () => IsReadyAsync(sandbox, expected: "True"));
        await Poll.UntilAsync("all pods run", async () => await CountRunningAsync(sandbox) == Replicas);
        await AssertOneGroupForEachPodAsync(sandbox, emulator);

        await BurstCli.RunAsync(sandbox, "delete", "deployment", "spill", "--state", sandbox.State);
        await Poll.UntilAsync("ACI is empty", async () => (await emulator.ListGroupsAsync()).Count == 0);
        Assert.Equal(Replicas, (await emulator.ReadInvoiceAsync())["groups"]!.AsArray().Count);
    }

    private static async Task AssertOneGroupForEachPodAsync(Sandbox sandbox, EmulatorProcess emulator)
    {
        var pods = (await BurstCli.RunJsonAsync(sandbox, "get", "pods", "-o", "json", "--state", sandbox.State))["items"]!.AsArray();
        var uids = pods.Select(pod => (string)pod!["metadata"]!["uid"]!).Order();
        var tagged = (await emulator.ListGroupsAsync()).Select(group => (string)group!["tags"]!["burst-pod-uid"]!).Order();
        Assert.Equal(uids, tagged);
    }

    private static async Task<bool> IsReadyAsync(Sandbox sandbox, string expected)
    {
        var node = await BurstCli.RunJsonAsync(sandbox, "get", "node", "aci-emulator", "-o", "json", "--state", sandbox.State);
        var ready = node["status"]!["conditions"]!.AsArray().Single(condition => (string)condition!["type"]! == "Ready");
        return (string)ready!["status"]! == expected;
    }

    private static async Task<int> CountRunningAsync(Sandbox sandbox)
    {
        var pods = await BurstCli.RunJsonAsync(sandbox, "get", "pods", "-o", "json", "--state", sandbox.State);
        return pods["items"]!.AsArray().Count(pod => (string)pod!["status"]!["phase"]! == "Running");
    }

    private const string Manifest = """
        apiVersion: burst.dev/v1
        kind: BurstPolicy
        metadata: { name: away }
        spec:
          mode: always
          tiers: [aci]
          selector: { matchLabels: { app: spill } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: spill }
        spec:
          replicas: 5
          strategy: { type: Recreate }
          selector: { matchLabels: { app: spill } }
          template:
            metadata: { labels: { app: spill } }
            spec:
              containers:
                - name: main
                  image: burst/echo
                  command: ["/burst/echo"]
                  resources: { requests: { cpu: "1", memory: 1Gi } }
        """;
}
