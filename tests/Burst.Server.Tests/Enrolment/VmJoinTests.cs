using Burst.Api.Enrolment;
using Burst.Control.Nodes;
using Burst.Core.Units;
using Burst.Cost.Prices;
using Burst.Server.Configuration;
using Burst.Server.Enrolment;

namespace Burst.Server.Tests.Enrolment;

/// <summary>A request for a node on a Docker Engine to join: what is refused before anything is on record.</summary>
public sealed class VmJoinTests
{
    [Theory]
    [InlineData("unix:///no/such/docker.sock", null, "docker: The engine at unix:///no/such/docker.sock cannot be used: There is no socket")]
    [InlineData("tcp://127.0.0.1:1", null, "docker: The engine at tcp://127.0.0.1:1 cannot be used: Connection refused")]
    [InlineData("tcp://10.0.0.5:2376", null, "docker.host: 'tcp://10.0.0.5:2376' is on the network without TLS")]
    [InlineData("ssh://vm-1", null, "docker.host: 'ssh://vm-1' is not the address of a Docker Engine")]
    [InlineData("tcp://10.0.0.5:2376", "/no/such/ca.pem", "docker: tlsCa, tlsCert and tlsKey go together")]
    public async Task Engine_ThatCannotBeDriven_IsRefused_AndSaysWhy(string host, string? ca, string reason)
    {
        var refused = await Assert.ThrowsAsync<EnrolmentRefusedException>(() => ReadAsync(new NodeConfig { Name = "vm-1", Docker = new DockerConfig { Host = host, TlsCa = ca } }));

        Assert.StartsWith(reason, refused.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Request_WithAnEngine_IsOfAVmNode_AndReadAsStrictlyAsTheConfiguration()
    {
        var config = new NodeConfig { Name = "vm-1", Docker = new DockerConfig { Host = "unix:///docker.sock" }, Taints = ["a=b:NoSchedule"], Reserve = new ReserveConfig { Cpu = "500m" }, MaxPods = 200, Resources = new() { ["nvidia.com/gpu"] = "2" } };

        var read = NodeRequest.FindVm(NodeRequest.Write(config))!;

        Assert.Equal(("vm-1", "unix:///docker.sock", "500m", "a=b:NoSchedule", 200), (read.Name, read.Docker!.Host, read.Reserve!.Cpu, Assert.Single(read.Taints), read.MaxPods));
        Assert.Equal("2", read.Resources["nvidia.com/gpu"]);
        Assert.Null(NodeRequest.FindVm("""{ "name": "aci-1" }"""u8));
        Assert.Null(NodeRequest.FindVm("{"u8));
        Assert.Throws<EnrolmentRefusedException>(() => NodeRequest.FindVm("""{ "name": "vm-1", "docker": { "socket": "x" } }"""u8));
    }

    [Theory]
    [InlineData(2000, 4000, "B2s")]
    [InlineData(2000, 7900, "D2_v5")]
    [InlineData(3000, 1000, "D4as_v5")]
    [InlineData(100_000, 1000, null)]
    public void Machine_IsPricedAsTheCheapestSizeThatHasWhatItHas(long cpuMillis, long memoryMib, string? size) =>
        Assert.Equal(size, MachineSize.Find(PriceBook.BuiltIn, "eastus", new Resources(cpuMillis, memoryMib)));

    [Theory]
    [InlineData(null, 110)]
    [InlineData(150, 150)]
    public void Node_TakesAsManyPodsAsItIsTold_OrAsAKubeletDoes(int? maxPods, int expected)
    {
        var node = new VmSettings("eastus", PriceBook.BuiltIn, []).Read(new NodeConfig { Name = "vm-1", Size = "D2s_v5", MaxPods = maxPods }, "")!;

        Assert.Equal(expected, node.PodsMax);
        Assert.Equal(
            maxPods is null ? [] : ["node vm-1: max pods is 110 in the store and 150 in the configuration; the store wins"],
            NodeRegistration.Differences(node with { PodsMax = 110 }, node));
    }

    [Fact]
    public void Resources_AreWhatTheNodeHasBesideCpuAndMemory()
    {
        var config = new NodeConfig { Name = "vm-1", Size = "D2s_v5", Resources = new() { ["nvidia.com/gpu"] = "2", ["ephemeral-storage"] = "50Gi" } };

        var node = new VmSettings("eastus", PriceBook.BuiltIn, []).Read(config, "")!;

        Assert.Equal("ephemeral-storage=53687091200,nvidia.com/gpu=2", node.ScalarCapacity!.ToString());
        Assert.Null(new VmSettings("eastus", PriceBook.BuiltIn, []).Read(config with { Resources = [] }, "")!.ScalarCapacity);
    }

    [Fact]
    public void EverythingWrongWithANode_IsSaidAtOnce_EachByItsKey()
    {
        var errors = new List<string>();
        var wrong = new NodeConfig
        {
            Name = "vm-1", Size = "Z9", Tier = "aci", Docker = new DockerConfig { Host = "x" }, Reserve = new ReserveConfig { Cpu = "-1", Memory = "much" },
            Taints = ["a=b:Never", "a"], Labels = new() { ["no good"] = "" }, MaxPods = 1001, Resources = new() { ["cpu"] = "2", ["nvidia.com/gpu"] = "500m" },
        };

        Assert.Null(new VmSettings("eastus", PriceBook.BuiltIn, errors).Read(wrong, "nodes[0]."));

        Assert.Equal(
            ["size", "tier", "docker.host", "reserve.cpu", "reserve.memory", "maxPods", "resources", "resources", "taints", "taints", "labels"], errors.Select(error => error.Split(':')[0]["nodes[0].".Length..]));
    }

    private static Task<Core.Nodes.Node> ReadAsync(NodeConfig config) =>
        new VmJoin("eastus", PriceBook.BuiltIn, TimeProvider.System).ReadAsync(NodeRequest.FindVm(NodeRequest.Write(config))!, CancellationToken.None);
}
