using Burst.Core.Nodes;

namespace Burst.Core.Tests.Nodes;

public class QuotaShareTests
{
    [Theory]
    [InlineData(50, 20, null, 30)]
    [InlineData(50, 20, 45, 30)] // What was known before does not outlive what is said now.
    [InlineData(50, 20, 10, 30)]
    [InlineData(10, 30, 5, 0)] // Groups that the service does not count, yet or any more, are nobody's.
    public void Others_AreWhatIsNotOurs(long used, long mine, int? before, long others)
    {
        var share = QuotaShare.Read(new QuotaUse(used, 100), mine, before is { } known ? new QuotaShare(90, known) : null);
        Assert.Equal(new QuotaShare(100, others), share);
        Assert.Equal(100 - others, share!.Value.Ours);
    }

    [Fact]
    public void QuotaThatIsNotTold_IsAsLastKnown() => Assert.Equal(new QuotaShare(7, 1), QuotaShare.Read(null, 0, new QuotaShare(7, 1)));

    [Fact]
    public void OthersAboveTheLimit_LeaveNothing() => Assert.Equal(0, new QuotaShare(10, 12).Ours);
}
