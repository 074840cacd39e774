using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Applying;

/// <summary>The books of one pod whose group is not the one that was asked for last.</summary>
public class UsageBooksTests
{
    private static readonly UsageRates Dear = new(Money.FromDollars(0.04m), Money.Zero, Money.Zero);
    private static readonly UsageRates Cheap = new(Money.FromDollars(0.01m), Money.Zero, Money.Zero);
    private static readonly DateTimeOffset First = A.Start.AddSeconds(10);
    private static readonly DateTimeOffset Second = A.Start.AddSeconds(90);

    [Fact]
    public void GroupMadeAtAnotherTier_IsBookedAsItRuns()
    {
        var own = Assert.Single(Observe(Open() with { StartIsPresumed = true }, Tier.AciSpot, First));

        Assert.Equal((Tier.AciSpot, Cheap, First, false), (own.Tier, own.Rates, own.StartedAt, own.StartIsPresumed));
    }

    [Fact]
    public void GroupAtTheTierAskedFor_KeepsTheRatesOfItsPlacement() =>
        Assert.Equal(Dear, Assert.Single(Observe(Open() with { StartIsPresumed = true }, Tier.Aci, First)).Rates);

    [Fact]
    public void SecondGroupAtAnotherTier_BeginsWhereTheBooksOfTheFirstEnd()
    {
        var records = Observe(Open() with { StartedAt = First, Tier = Tier.AciSpot, Rates = Cheap }, Tier.Aci, Second);

        var (first, own) = (records.Single(record => record.IsStray), records.Single(record => !record.IsStray));
        Assert.Equal((Tier.AciSpot, Cheap, First, Second), (first.Tier, first.Rates, first.StartedAt, first.EndedAt));
        Assert.Equal((Tier.Aci, Dear, Second, null), (own.Tier, own.Rates, own.StartedAt, own.EndedAt));
    }

    [Fact]
    public void StrayThatBeganBeforeThePodsOwnGroup_IsBilledUntilThen()
    {
        var stray = Open() with { Id = UsageRecord.IdOfStray(A.Pod().Uid, First), StartedAt = First };

        var records = Observe(Open() with { StartIsPresumed = true }, Tier.Aci, Second, stray);

        Assert.Equal((First, Second), (records.Single(record => record.IsStray).StartedAt, records.Single(record => record.IsStray).EndedAt));
    }

    [Fact]
    public void StrayThatIsThePodsOwnGroup_IsBilledOnce()
    {
        var stray = Open() with { Id = UsageRecord.IdOfStray(A.Pod().Uid, First), StartedAt = First };

        var records = Observe(Open() with { StartIsPresumed = true }, Tier.Aci, First, stray);

        Assert.Equal(First, records.Single(record => record.IsStray).EndedAt);
        Assert.Equal(First, records.Single(record => !record.IsStray).StartedAt);
    }

    [Fact]
    public void PresumedStartByAClockAheadOfTheHosts_GivesWayToTheSeenOne_AndStaysPresumed_OnceItsEndWasAskedFor()
    {
        var own = Open() with { StartIsPresumed = true, StartedAt = Second };

        var seen = Assert.Single(Observe(own, Tier.Aci, First, HostState.DeleteIntended));

        Assert.Equal((First, true), (seen.StartedAt, seen.StartIsPresumed));
    }

    [Fact]
    public void EndBeforeThePresumedStart_EndsWhatHasLastedForAsLongAsItWasKnown()
    {
        var state = new ClusterState();
        state.Apply(new Change.PutUsage(Open() with { StartIsPresumed = true }));
        var batch = new StateBatch(state, A.Start.AddMinutes(5));

        UsageBooks.Close(batch, A.Pod().Uid, Open().Node, A.Start.AddMinutes(-20));

        var closed = Assert.Single(batch.ToCommit().Changes.OfType<Change.PutUsage>()).Record;
        Assert.Equal((A.Start.AddMinutes(-25), A.Start.AddMinutes(-20)), (closed.StartedAt, closed.EndedAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatIsGone_IsBookedAtTheTierThatItWasLastSeenAt(bool isSpot)
    {
        var seen = isSpot ? Tier.AciSpot : Tier.Aci;
        var state = new ClusterState();
        state.Apply(new Change.PutUsage(Open() with { StartIsPresumed = true }));
        var batch = new StateBatch(state, A.Start.AddMinutes(5)) { FindGroupRates = (_, at) => at == Tier.AciSpot ? Cheap : Dear };

        UsageBooks.Close(batch, A.Pod().Uid, Open().Node, A.Start.AddMinutes(4), new PodObservation
        {
            Uid = A.Pod().Uid,
            ObservedAt = A.Start.AddMinutes(4),
            Phase = PodPhase.Succeeded,
            Footprint = new PodFootprint(seen, GroupSize.Minimum, "default", "web"),
        });

        var closed = Assert.Single(batch.ToCommit().Changes.OfType<Change.PutUsage>()).Record;
        Assert.Equal((seen, seen == Tier.AciSpot ? Cheap : Dear, A.Start.AddMinutes(4)), (closed.Tier, closed.Rates, closed.EndedAt));
    }

    private static List<UsageRecord> Observe(UsageRecord own, Tier tier, DateTimeOffset started, params UsageRecord[] strays) =>
        Observe(own, tier, started, HostState.Created, strays);

    private static List<UsageRecord> Observe(UsageRecord own, Tier tier, DateTimeOffset started, HostState hostState, params UsageRecord[] strays)
    {
        var state = new ClusterState();
        foreach (var record in strays.Append(own))
            state.Apply(new Change.PutUsage(record));
        var batch = new StateBatch(state, A.Start.AddMinutes(5)) { FindGroupRates = (_, at) => at == Tier.AciSpot ? Cheap : Dear };
        var pod = A.Pod() with { HostState = hostState, Placement = new Placement(own.Node, Tier.Aci, "", A.Start, Money.Zero) };
        UsageBooks.Observe(batch, pod, new PodObservation
        {
            Uid = pod.Uid,
            ObservedAt = A.Start.AddMinutes(5),
            Phase = PodPhase.Running,
            Footprint = new PodFootprint(tier, GroupSize.Minimum, "default", "web"),
            UsageStartedAt = started,
        });
        return [.. batch.ToCommit().Changes.OfType<Change.PutUsage>().Select(change => change.Record)];
    }

    private static UsageRecord Open() => new()
    {
        Id = UsageRecord.IdOf(A.Pod().Uid),
        Kind = UsageKind.ContainerGroup,
        Node = NodeName.Parse("aci-east"),
        Tier = Tier.Aci,
        Region = "eastus",
        Pod = A.Pod().Uid,
        Namespace = "default",
        PodName = "web",
        Requested = new Resources(1000, 1024),
        Rates = Dear,
        StartedAt = A.Start,
    };
}
