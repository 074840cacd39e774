using Burst.Core.Nodes;

namespace Burst.Core.Tests.Nodes;

public class QuotaShareTests
{
    [Theory]
    [InlineData(50, 20, 20, null, 30)] // All is settled: the rest is others'.
    [InlineData(50, 20, 30, null, 20)] // Of what is under way the best is assumed, where nothing else is known.
    [InlineData(50, 20, 30, 25, 25)] // What was known fits.
    [InlineData(50, 20, 30, 10, 20)] // They use more than was known.
    [InlineData(50, 20, 30, 45, 30)] // And less.
    [InlineData(10, 20, 30, 5, 0)] // Groups that the service no longer counts are nobody's.
    public void Others_AreWhatIsNotOurs_WithinWhatCanBeKnown(long used, long sure, long perhaps, int? before, long others)
    {
        var share = QuotaShare.Read(new QuotaUse(used, 100), sure, perhaps, before is { } known ? new QuotaShare(90, known) : null);
        Assert.Equal(new QuotaShare(100, others), share);
        Assert.Equal(100 - others, share!.Value.Ours);
    }

    [Fact]
    public void QuotaThatIsNotTold_IsAsLastKnown() => Assert.Equal(new QuotaShare(7, 1), QuotaShare.Read(null, 0, 0, new QuotaShare(7, 1)));

    [Fact]
    public void OthersAboveTheLimit_LeaveNothing() => Assert.Equal(0, new QuotaShare(10, 12).Ours);
}
