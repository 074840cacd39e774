using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Units;

namespace Burst.Core.Tests.Nodes;

public class CapacityShortagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);
    private static readonly GroupSize Four = new(4000, 80);

    [Fact]
    public void Refusal_CoversGroupsAsLargeOrLarger_AtItsTier()
    {
        var shortage = Refused(at: 0);
        Assert.True(shortage.Covers(Tier.Aci, Four));
        Assert.True(shortage.Covers(Tier.Aci, new GroupSize(8000, 160)));
        Assert.False(shortage.Covers(Tier.Aci, new GroupSize(8000, 40)));
        Assert.False(shortage.Covers(Tier.Aci, new GroupSize(2000, 160)));
        Assert.False(shortage.Covers(Tier.AciSpot, Four));
    }

    [Fact]
    public void RefusalsInARow_WaitTwiceAsLongEachTime_UpToABound()
    {
        ImmutableArray<CapacityShortage> known = [];
        var waits = new List<double>();
        for (var (at, i) = (0.0, 0); i < 6; i++)
        {
            known = CapacityShortages.Add(known, Refused(at), placedAt: Start.AddSeconds(at), Longest);
            waits.Add((Assert.Single(known).Until - known[0].At).TotalMinutes);
            at = (known[0].Until - Start).TotalSeconds + 1;
        }

        Assert.Equal([1, 2, 4, 8, 8, 8], waits);
    }

    [Fact]
    public void RefusalsOfGroupsSentBeforeTheFirstWasKnown_AreNoNews()
    {
        var known = CapacityShortages.Add([], Refused(at: 10), placedAt: Start, Longest);
        Assert.Equal(known, CapacityShortages.Add(known, Refused(at: 11), placedAt: Start.AddSeconds(5), Longest));
        Assert.Equal(known, CapacityShortages.Add(known, Refused(at: 11) with { Size = new GroupSize(8000, 80) }, placedAt: Start.AddSeconds(5), Longest));
    }

    [Fact]
    public void SmallerGroupRefused_TakesThePlaceOfTheLarger()
    {
        var known = CapacityShortages.Add([], Refused(at: 0), Start, Longest);
        known = CapacityShortages.Add(known, Refused(at: 5) with { Size = new GroupSize(1000, 20) }, Start.AddSeconds(4), Longest);
        Assert.Equal(new GroupSize(1000, 20), Assert.Single(known).Size);
    }

    [Fact]
    public void SizesThatSayNothingOfEachOther_AreRememberedSideBySide_TheOldestGiveWay()
    {
        ImmutableArray<CapacityShortage> known = [];
        for (var i = 1; i <= 10; i++)
            known = CapacityShortages.Add(known, Refused(at: i) with { Size = new GroupSize(i * 1000, 200 - i) }, Start.AddSeconds(i), Longest);
        Assert.Equal(Enumerable.Range(3, 8).Select(i => i * 1000L), known.Select(shortage => shortage.Size.CpuMillis));
    }

    [Fact]
    public void Success_ClearsWhatIsAsLargeOrSmaller_UnlessItWasDecidedOnBefore()
    {
        ImmutableArray<CapacityShortage> known = [Refused(at: 10)];
        Assert.Equal(known, CapacityShortages.Clear(known, Tier.Aci, new GroupSize(1000, 20), Start.AddSeconds(20)));
        Assert.Equal(known, CapacityShortages.Clear(known, Tier.AciSpot, Four, Start.AddSeconds(20)));
        Assert.Equal(known, CapacityShortages.Clear(known, Tier.Aci, Four, Start));
        Assert.Empty(CapacityShortages.Clear(known, Tier.Aci, Four, Start.AddSeconds(20)));
    }

    [Fact]
    public void OldRefusals_AndThoseOfBeforeTheClockWasSetBack_CountAsNever()
    {
        var shortage = Refused(at: 0);
        Assert.True(shortage.IsInForce(Start.AddSeconds(59)));
        Assert.False(shortage.IsInForce(Start.AddSeconds(60)));
        Assert.True(shortage.IsRemembered(Start.AddMinutes(10)));
        Assert.False(shortage.IsRemembered(Start.AddMinutes(11)));
        Assert.False(shortage.IsInForce(Start.AddSeconds(-1)));
        var again = CapacityShortages.Add([shortage], Refused(at: 3600), Start.AddSeconds(3600), Longest);
        Assert.Equal(1, Assert.Single(again).Times);
    }

    private static CapacityShortage Refused(double at) =>
        new(Tier.Aci, Four, Start.AddSeconds(at), Start.AddSeconds(at + 60), 1, IsQuota: false, "409 ServiceUnavailable");
}
