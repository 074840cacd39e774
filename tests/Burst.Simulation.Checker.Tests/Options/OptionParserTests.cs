using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Tests.Options;

public sealed class OptionParserTests
{
    private const string Needed = "--jobs j --placements p --report r --vm-nodes 3 --vm-size D2s_v5";

    [Fact]
    public void Defaults_AreThoseOfTheSimulation()
    {
        var options = Parse(Needed);

        Assert.Equal((60_000, 20_000, 1000), (options.AfterMs, options.AciStartMs, options.VmStartMs));
        Assert.Equal((100, 100, 100, 300), (options.AciCores, options.AciGroups, options.CreatesPer5Min, options.CreatesPerHour));
        Assert.Equal(("eastus", "vm", SpillMode.Overflow, 2048L), (options.Region, options.VmTier, options.Policy, options.DefaultMemoryMib));
    }

    [Fact]
    public void All_AreRead()
    {
        var options = Parse($"{Needed} --vm-tier vm-reserved-3y --region westeurope --policy always --after 1.5m --tiers aci-spot,aci --aci-start 500ms "
            + "--vm-start 0s --aci-cores 7 --aci-groups 8 --creates-per-5min 9 --creates-per-hour 10 --default-memory 512MiB --swf-memory bytes-per-node --skip-bad");

        Assert.Equal(("vm-reserved-3y", "westeurope", SpillMode.Always), (options.VmTier, options.Region, options.Policy));
        Assert.Equal((90_000, 500, 0), (options.AfterMs, options.AciStartMs, options.VmStartMs));
        Assert.Equal(["aci-spot", "aci"], options.Tiers);
        Assert.Equal((7, 8, 9, 10), (options.AciCores, options.AciGroups, options.CreatesPer5Min, options.CreatesPerHour));
        Assert.Equal((512L, true, true), (options.DefaultMemoryMib, options.SwfBytesPerNode, options.SkipBad));
    }

    [Fact]
    public void Mix_NumbersItsNodesThrough()
    {
        var park = Parse("--jobs j --placements p --report r --vm-mix 2xD2s_v5,1xD4s_v5").Vms;

        Assert.Equal([2000, 2000, 4000], park.Capacities().Select(node => node.CpuMillis));
        Assert.Equal((3, 8000), (park.Nodes, park.CpuMillis()));
    }

    [Theory]
    [InlineData("--jobs j --placements p --report r", "--vm-nodes is missing")]
    [InlineData($"{Needed} --vm-mix 2xD2s_v5", "--vm-mix is given instead of --vm-nodes and --vm-size")]
    [InlineData("--jobs j --placements p --report r --vm-mix 2", "--vm-mix: '2' is not accepted; accepted: NxSIZE,NxSIZE")]
    [InlineData("--jobs j --vm-nodes 3 --vm-size D2s_v5", "--placements is missing")]
    [InlineData($"{Needed} --policy sometimes", "--policy: 'sometimes' is not accepted; accepted: overflow, never, always, prefer")]
    [InlineData($"{Needed} --after 5", "--after: '5' is not accepted")]
    [InlineData($"{Needed} --after 0.5ms", "--after: '0.5ms' is not accepted")]
    [InlineData($"{Needed} --aci-cores many", "--aci-cores: 'many' is not accepted; accepted: a whole number")]
    [InlineData($"{Needed} --tiers aci,vm", "--tiers: 'vm' is not accepted")]
    [InlineData($"{Needed} --default-memory 2", "--default-memory: '2' is not accepted")]
    [InlineData($"{Needed} --colour red", "--colour is not an option")]
    [InlineData($"{Needed} --policy never --policy always", "--policy is given twice")]
    [InlineData($"{Needed} --after", "'--after' is not an option with a value")]
    public void Bad_SaysWhatIsAccepted(string line, string message) =>
        Assert.StartsWith(message, Assert.Throws<OptionException>(() => Parse(line)).Message, StringComparison.Ordinal);

    private static CheckerOptions Parse(string line) => OptionParser.Parse(line.Split(' '));
}
