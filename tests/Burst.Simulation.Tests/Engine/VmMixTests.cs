using Burst.Core.Ids;
using Burst.Cost.Prices;
using Burst.Simulation.Alternatives;
using Burst.Simulation.Engine;

namespace Burst.Simulation.Tests.Engine;

public class VmMixTests
{
    private static readonly SimulationOptions Mixed = Replay.Cluster() with { Vms = VmMix.Parse("1xD2s_v5,2xD4s_v5") };

    [Theory]
    [InlineData("24xD32s_v5,44xD16s_v5", "24 x D32s_v5 + 44 x D16s_v5", 68)]
    [InlineData(" 1xB2s ", "1 x B2s", 1)]
    public void Text_IsReadInItsOrder(string text, string mix, int nodes) =>
        Assert.Equal((mix, nodes), (VmMix.Parse(text).ToString(), VmMix.Parse(text).Nodes));

    [Theory]
    [InlineData("", "'' is no part of a mix; ")]
    [InlineData("3", "'3' is no part of a mix; ")]
    [InlineData("D2s_v5", "'D2s_v5' is no part of a mix; ")]
    [InlineData("0xD2s_v5", "'0xD2s_v5' is no part of a mix; ")]
    [InlineData("1xD2s_v5,", "'1xD2s_v5,' is no part of a mix; ")]
    [InlineData("1xD2s_v5,2xd2S_v5", "'1xD2s_v5,2xd2S_v5' names a size twice; ")]
    [InlineData("9999xD2s_v5,2xB2s", "'9999xD2s_v5,2xB2s' has more than 10000 nodes; ")]
    public void BadText_SaysWhatIsAccepted(string text, string message)
    {
        var said = Assert.Throws<FormatException>(() => VmMix.Parse(text)).Message;

        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.Contains("such as 24xD32s_v5,44xD16s_v5 is accepted", said, StringComparison.Ordinal);
    }

    [Fact]
    public void EachNode_TakesWhatItsOwnSizeHolds()
    {
        var replay = Replay.Of(Mixed, "a,0,100,4,1024,", "b,0,100,4,1024,", "c,0,100,2,1024,", "d,0,10,1,1024,");

        Assert.Equal(["a vm-02 1-101", "b vm-03 1-101", "c vm-01 1-101", "d aci 80-90"], replay.Lines);
    }

    [Fact]
    public void Nodes_CostWhatTheirOwnSizeCosts_AndOfferTheirOwnCores()
    {
        var figures = Replay.Of(Mixed, "a,0,3599,4,1024,").Figures;

        Assert.Equal("0.48", figures.CostByTier[Tier.Vm].ToString());
        Assert.Equal((Int128)10_000 * 3_600_000, figures.VmOffered);
    }

    [Fact]
    public void Peak_TakesTheNodesOfTheMixFirst_ThenMoreOfTheFirstSizeThatHoldsThePod()
    {
        string[] rows = [.. Enumerable.Range(0, 4).Select(i => $"large{i},0,3599,4,1024,"), .. Enumerable.Range(0, 2).Select(i => $"small{i},0,3599,2,1024,"), "huge,0,1,8,1024,"];
        var peak = VmsForPeak.Price(TraceFile.ReadCsv(rows), Mixed, PriceBook.BuiltIn);

        Assert.Equal(("2 x D2s_v5 + 4 x D4s_v5", "0.96", 1), (peak.Vms!.ToString(), peak.Cost.ToString(), peak.JobsLeftOut));
    }

    [Fact]
    public void MixOfOneSize_IsTheSameAsItsNodes()
    {
        string[] rows = [.. Enumerable.Range(0, 50).Select(i => $"j{i},{i * 3},{i * 11 % 90},1,2048,")];
        var (mix, nodes) = (Replay.Of(Replay.Cluster() with { Vms = VmMix.Parse("3xD2s_v5") }, rows), Replay.Of(Replay.Cluster(3), rows));

        Assert.Equal(nodes.Lines, mix.Lines);
        Assert.Equal(nodes.Figures.TotalCost, mix.Figures.TotalCost);
    }

    [Fact]
    public void UnknownSizeInTheMix_IsRefused() => Assert.Contains(
        "unknown VM size D5s_v5",
        Assert.Throws<ArgumentException>(() => Replay.Of(Replay.Cluster() with { Vms = VmMix.Parse("1xD2s_v5,1xD5s_v5") }, "a,0,1,1,1,")).Message,
        StringComparison.Ordinal);
}
