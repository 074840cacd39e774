using Burst.Core.Ids;
using Burst.Hosts.Aci.Sweeping;

namespace Burst.Hosts.Aci.Tests.Sweeping;

/// <summary>What may be ended by its tags alone.</summary>
public sealed class SweepRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PodUid Pod = PodUid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Theory]
    [InlineData(-600.1, true)]
    [InlineData(-600, false)]
    [InlineData(-1, false)]
    [InlineData(60, false)]
    public void Group_IsEnded_OnlyWellPastItsExpiry(double expiresInSeconds, bool isEnded) =>
        Assert.Equal(isEnded, SweepRule.FindReasonToKeep(Group(Now.AddSeconds(expiresInSeconds)), Now) is null);

    [Fact]
    public void TagsThatLeaveADoubt_KeepTheGroup()
    {
        Assert.Contains("expires", SweepRule.FindReasonToKeep(Group(null), Now), StringComparison.Ordinal);
        Assert.Contains("which pod", SweepRule.FindReasonToKeep(Group(Now.AddDays(-9)) with { Pod = null }, Now), StringComparison.Ordinal);
        Assert.Contains("which pod", SweepRule.FindUnclear(Group(Now) with { Pod = null }), StringComparison.Ordinal);
        Assert.Null(SweepRule.FindUnclear(Group(null)));
    }

    [Theory]
    [InlineData(null, "does not tell the time")]
    [InlineData(301.0, "5 minutes behind")]
    [InlineData(-7200.0, "120 minutes ahead")]
    [InlineData(299.0, null)]
    [InlineData(-299.0, null)]
    public void ClocksThatDisagree_JudgeNoExpiry(double? skewSeconds, string? doubt)
    {
        var found = SweepRule.FindDoubt(skewSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        if (doubt is null)
            Assert.Null(found);
        else
            Assert.Contains(doubt, found, StringComparison.Ordinal);
    }

    private static OwnedGroup Group(DateTimeOffset? expiry) => new("burst-0f8fad5bd9cb469fa16570867728950e", Pod, "aci-1", "default", "web", expiry);
}
