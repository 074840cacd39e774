using Burst.Core.Nodes;
using Burst.Cost.Prices;
using Burst.Hosts.Docker.Engine;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Server.Tests.Hosting;

/// <summary>Which node is given the engine of this machine; none of these engines is there.</summary>
public sealed class LocalEngineNodeTests
{
    private static readonly LocalEngine Missing = new(EngineAddress.Parse("unix:///no/such/docker.sock"), IsNamed: false);

    [Fact]
    public async Task EngineThatWasNamed_AndDoesNotAnswer_RefusesTheStart()
    {
        var refused = await Assert.ThrowsAsync<ConfigException>(() => AssignAsync(Missing with { IsNamed = true }, [Vm("vm-1")], []));

        Assert.StartsWith("docker: The engine at unix:///no/such/docker.sock cannot be used", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EngineThatIsOnlyUsual_AndDoesNotAnswer_LeavesTheNodeToProcesses()
    {
        Assert.Null(Assert.Single(await AssignAsync(Missing, [Vm("vm-1")], [])).Docker);
        Assert.Empty(await AssignAsync(Missing, [], []));
    }

    [Fact]
    public async Task SeveralNodes_CannotShareIt_AndItIsNotEvenAsked() =>
        Assert.All(await AssignAsync(Missing with { IsNamed = true }, [Vm("vm-1"), Vm("vm-2")], []), node => Assert.Null(node.Docker));

    [Fact]
    public async Task NodeOnRecord_StaysWhatItIs()
    {
        var engine = new DockerConnection { Host = "unix:///other.sock" };

        Assert.Null(Assert.Single(await AssignAsync(Missing with { IsNamed = true }, [Vm("vm-1")], [Vm("vm-1")])).Docker);
        Assert.Equal(engine, Assert.Single(await AssignAsync(null, [Vm("vm-1")], [Vm("vm-1") with { Docker = engine }])).Docker);
    }

    [Fact]
    public async Task EngineThatIsANodesAlready_IsGivenToNoOther()
    {
        var named = Missing with { IsNamed = true };
        var driven = Vm("vm-1") with { Docker = new DockerConnection { Host = Missing.Address.Text } };

        Assert.Null(Assert.Single(await AssignAsync(named, [Vm("vm-2")], [driven])).Docker);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("none", null, null)]
    [InlineData("unix:///a.sock", "unix:///a.sock", null)]
    [InlineData("tcp://127.0.0.1:2375", "tcp://127.0.0.1:2375", null)]
    [InlineData("tcp://10.0.0.5:2376", null, "docker: 'tcp://10.0.0.5:2376' is not an engine of this machine")]
    [InlineData("yes", null, "docker: 'yes' is not an engine of this machine")]
    public void Configuration_NamesIt_OrNone(string? text, string? address, string? error)
    {
        var errors = new List<string>();

        Assert.Equal(address, LocalEngine.Read(text, errors)?.Address.Text);
        Assert.Equal(error is null ? 0 : 1, errors.Count);
        Assert.StartsWith(error ?? "", errors.FirstOrDefault() ?? "", StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Node>> AssignAsync(LocalEngine? engine, IReadOnlyList<Node> configured, IReadOnlyList<Node> recorded)
    {
        var settings = new ConfigValidator(new BurstConfig(), PriceBook.BuiltIn).Validate("/nowhere") with { LocalEngine = engine, Nodes = configured };
        return new LocalEngineNode(settings, PriceBook.BuiltIn, TimeProvider.System, NullLogger.Instance).AssignAsync(recorded, CancellationToken.None);
    }

    private static Node Vm(string name) => new VmSettings("eastus", PriceBook.BuiltIn, []).Read(new NodeConfig { Name = name, Size = "D2s_v5" }, "")!;
}
