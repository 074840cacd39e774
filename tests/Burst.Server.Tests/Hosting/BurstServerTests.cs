using System.Text.Json.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Burst.Server.Security;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Hosting;

public sealed class BurstServerTests : IDisposable
{
    private static readonly BurstConfig TwoNodes = new()
    {
        Nodes =
        [
            new NodeConfig { Name = "vm-1", Size = "D2s_v5", Region = "eastus", Labels = new() { ["disk"] = "fast" } },
            new NodeConfig { Name = "vm-2", Size = "D2s_v5", Region = "westus" },
        ],
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{ kubernetes.io/hostname: vm-2 }", "vm-2")]
    [InlineData("{ topology.kubernetes.io/region: westus }", "vm-2")]
    [InlineData("{ disk: fast, node.kubernetes.io/instance-type: D2s_v5 }", "vm-1")]
    public async Task NodeSelector_SeesTheLabelsThatReadersSee(string selector, string node)
    {
        await using var running = await RunningServer.StartAsync(folder.Root, TwoNodes);

        await running.ApplyAsync(PodYaml.Sleep("choosy", selector, "0.1"));
        var pod = await running.WaitForPodAsync("choosy", "Succeeded");

        Assert.Equal(node, (string?)pod["spec"]!["nodeName"]);
        Assert.True(Guid.TryParse((string?)(await running.GetAsync($"/api/v1/nodes/{node}"))["metadata"]!["uid"], out _));
    }

    [Fact]
    public async Task Restart_KeepsTokenKubeconfigAuthorityAndNodes()
    {
        JsonArray before;
        Kubeconfig access;
        await using (var first = await RunningServer.StartAsync(folder.Root, TwoNodes))
            (before, access) = (await NodesAsync(first), first.Server.Access);

        await using var second = await RunningServer.StartAsync(folder.Root, new BurstConfig());

        Assert.Equal(UidsOf(before), UidsOf(await NodesAsync(second)));
        Assert.Equal((access.Token, access.CaPem), (second.Server.Access.Token, second.Server.Access.CaPem));
        Assert.Equal(second.Server.Access, Kubeconfig.Read(folder.At("kubeconfig")));
    }

    [Fact]
    public async Task OtherFlagsOnTheSecondStart_AreReported_AndTheStoreWins()
    {
        await using (await RunningServer.StartAsync(folder.Root, TwoNodes))
        {
        }

        using var recorded = new RecordingLoggers();
        using var loggers = recorded.CreateFactory();
        var other = new BurstConfig { Nodes = [new NodeConfig { Name = "vm-1", Size = "D2s_v5", Region = "westus", Tier = "vm-reserved", ReservedYears = 1 }] };
        await using var second = await RunningServer.StartAsync(folder.Root, other, loggers);

        var differences = recorded.Messages.Where(message => message.StartsWith("Configuration differs: node vm-1: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, differences.Count);
        Assert.Contains("region is eastus in the store and westus in the configuration; the store wins", differences[0], StringComparison.Ordinal);
        var labels = (await second.GetAsync("/api/v1/nodes/vm-1"))["metadata"]!["labels"]!;
        Assert.Equal(("eastus", "vm"), ((string?)labels["topology.kubernetes.io/region"], (string?)labels["burst.dev/tier"]));
    }

    [Fact]
    public async Task StateFolder_ThatIsAFile_IsAStartErrorWithARemedy()
    {
        var file = folder.Write("state", "");

        var error = await Assert.ThrowsAsync<ServerStartException>(() => RunningServer.StartAsync(file, new BurstConfig()));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("--state", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateFolder_InUse_IsAStartError()
    {
        await using var first = await RunningServer.StartAsync(folder.Root, TwoNodes);
        var thumbprint = File.ReadAllText(folder.At("pki/server.pem"));

        await Assert.ThrowsAsync<ServerStartException>(() => RunningServer.StartAsync(folder.Root, TwoNodes));

        Assert.Equal(thumbprint, File.ReadAllText(folder.At("pki/server.pem")));
        Assert.Equal("ok", await first.Http.GetStringAsync("/livez"));
    }

    private static async Task<JsonArray> NodesAsync(RunningServer running) => (JsonArray)(await running.GetAsync("/api/v1/nodes"))["items"]!;

    private static IEnumerable<string> UidsOf(JsonArray nodes) => nodes.Select(node => $"{node!["metadata"]!["name"]} {node["metadata"]!["uid"]}");
}
