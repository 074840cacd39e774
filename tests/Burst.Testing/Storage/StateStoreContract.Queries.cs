using Burst.Core.Ledger;
using Burst.Core.Storage;
using Xunit;

namespace Burst.Testing.Storage;

public abstract partial class StateStoreContract
{
    [Fact]
    public async Task ReadEvents_ReturnsNewestFirst_WithSequencesThatGrow()
    {
        await CommitAsync(new StateCommit { Events = [Stored.Event("a", "One"), Stored.Event("a", "Two")] });
        await CommitAsync(new StateCommit { Events = [Stored.Event("a", "Three")] });

        var events = await Store.ReadEventsAsync(new EventQuery(), Never);

        Assert.Equal(["Three", "Two", "One"], Reasons(events));
        Assert.True(events[0].Sequence > events[1].Sequence && events[1].Sequence > events[2].Sequence && events[2].Sequence > 0);
        Assert.Equal(Stored.Event("a", "One") with { Sequence = events[2].Sequence }, events[2]);
    }

    [Fact]
    public async Task ReadEvents_AfterASequence_ReturnsOnlyLaterOnes()
    {
        await CommitAsync(new StateCommit { Events = [Stored.Event("a", "One"), Stored.Event("a", "Two"), Stored.Event("a", "Three")] });
        var all = await Store.ReadEventsAsync(new EventQuery(), Never);

        Assert.Equal(["Three", "Two"], Reasons(await Store.ReadEventsAsync(new EventQuery(AfterSequence: all[2].Sequence), Never)));
        Assert.Equal(["Three"], Reasons(await Store.ReadEventsAsync(new EventQuery(AfterSequence: all[2].Sequence, Limit: 1), Never)));
        Assert.Empty(await Store.ReadEventsAsync(new EventQuery(AfterSequence: all[0].Sequence), Never));
    }

    [Theory]
    [InlineData("", "", 0, "4321")]
    [InlineData("default", "", 0, "321")]
    [InlineData("", "a", 0, "431")]
    [InlineData("default", "a", 0, "31")]
    [InlineData("", "", 1, "21")]
    [InlineData("default", "a", 3, "3")]
    [InlineData("default", "nobody", 0, "")]
    public async Task ReadEvents_NarrowsByEachFieldThatIsSet(string inNamespace, string name, int uid, string expected)
    {
        await CommitAsync(new StateCommit
        {
            Events = [Stored.Event("a", "1"), Stored.Event("b", "2"), Stored.Event("a", "3", uid: 3), Stored.Event("a", "4", 4, "other")],
        });

        var events = await Store.ReadEventsAsync(new EventQuery(inNamespace, name, uid == 0 ? "" : Stored.Uid(uid).Value), Never);

        Assert.Equal(expected, string.Concat(Reasons(events)));
    }

    [Fact]
    public async Task ReadUsage_ReturnsWhatWasUsedSince_ByStart()
    {
        var (since, now) = (Stored.Noon.AddHours(-1), Stored.Noon);
        await CommitAsync(Stored.Usage(
            Stored.Usage("open", now.AddMinutes(-1)),
            Stored.Usage("open-before", since.AddDays(-1)),
            Stored.Usage("across", since.AddMinutes(-1), since.AddMilliseconds(1)),
            Stored.Usage("inside", since.AddMinutes(1), now.AddMinutes(-2)),
            Stored.Usage("inside-as-early", since.AddMinutes(1), now),
            Stored.Usage("starts-now", now),
            Stored.Usage("ended-before", since.AddDays(-1), since.AddMinutes(-1)),
            Stored.Usage("ended-at-since", since.AddDays(-1), since),
            Stored.Usage("written-before-the-clock-was-set-back", now.AddHours(1)),
            Stored.Usage("so-was-this", now.AddHours(2), now.AddHours(3))));

        var usage = await Store.ReadUsageAsync(since, Never);

        Assert.Equal(
            ["open-before", "across", "inside", "inside-as-early", "open", "starts-now", "written-before-the-clock-was-set-back", "so-was-this"],
            usage.Select(record => record.Id));
        Assert.Equal(Stored.Usage("inside", since.AddMinutes(1), now.AddMinutes(-2)), usage[2]);
        Assert.Equal(usage.Where(record => record.EndedAt is not null), await Store.ReadEndedUsageAsync(since, Never));
        var ledger = await Store.ReadLedgerAsync(since, Never);
        Assert.Equal(usage, ledger.Records);
        Assert.Empty(ledger.Sums);
    }

    [Fact]
    public async Task ReadDecisions_ReturnsThoseOfTheNewestPodOfThatName_NewestFirst()
    {
        await CommitAsync(new StateCommit { Decisions = [Stored.Decision("a", 1, "old pod"), Stored.Decision("b", 3, "other name")] });
        await CommitAsync(new StateCommit { Decisions = [Stored.Decision("a", 2, "waits"), Stored.Decision("a", 4, "elsewhere", "other")] });
        await CommitAsync(new StateCommit { Decisions = [Stored.Decision("a", 2, "fits")] });

        Assert.Equal(["fits", "waits"], Reasons(await Store.ReadDecisionsAsync("default", "a", 10, Never)));
        Assert.Equal(["fits"], Reasons(await Store.ReadDecisionsAsync("default", "a", 1, Never)));
        Assert.Empty(await Store.ReadDecisionsAsync("default", "c", 10, Never));
    }

    [Fact]
    public async Task ReadDecisions_ReturnsTheWholeDecision()
    {
        await CommitAsync(new StateCommit { Decisions = [Stored.Decision("a", 1, "fits")] });

        var decision = Assert.Single(await Store.ReadDecisionsAsync("default", "a", 10, Never));

        Assert.Equal(Stored.Decision("a", 1, "fits").Considered.ToList(), decision.Considered.ToList());
        Assert.Equal(Stored.Decision("a", 1, "fits") with { Considered = decision.Considered }, decision);
    }

    [Fact]
    public async Task ReadDecisions_TakesAUidInPlaceOfTheName()
    {
        await CommitAsync(new StateCommit { Decisions = [Stored.Decision("a", 1, "first"), Stored.Decision("a", 2, "second")] });

        Assert.Equal(["first"], Reasons(await Store.ReadDecisionsAsync("default", Stored.Uid(1).Value, 10, Never)));
        Assert.Equal(["first"], Reasons(await Store.ReadDecisionsAsync("default", Stored.Uid(1).Value.ToUpperInvariant(), 10, Never)));
        Assert.Empty(await Store.ReadDecisionsAsync("other", Stored.Uid(1).Value, 10, Never));
        Assert.Empty(await Store.ReadDecisionsAsync("default", Stored.Uid(9).Value, 10, Never));
    }

    [Fact]
    public async Task ReadDecisions_OfAPodNamedLikeAUid_FindsThePodByItsName()
    {
        var name = Stored.Uid(1).Value;
        await CommitAsync(new StateCommit { Decisions = [Stored.Decision("a", 1, "by uid"), Stored.Decision(name, 2, "by name")] });

        Assert.Equal(["by name"], Reasons(await Store.ReadDecisionsAsync("default", name, 10, Never)));
    }

    [Fact]
    public async Task ReadAudit_ReturnsNewestFirst_UpToTheLimit()
    {
        await CommitAsync(new StateCommit { Audit = [Stored.Audit("/one"), Stored.Audit("/two", 409)] });
        await CommitAsync(new StateCommit { Audit = [Stored.Audit("/three")] });

        Assert.Equal([Stored.Audit("/three"), Stored.Audit("/two", 409)], await Store.ReadAuditAsync(2, Never));
        Assert.Equal(3, (await Store.ReadAuditAsync(5000, Never)).Count);
    }

    /// <summary>Who books a group that nobody claims cannot know that it was booked, and had ended, before.</summary>
    [Fact]
    public async Task StrayUse_ThatHasEnded_StaysAsItIs_WhateverIsPutAgain()
    {
        var id = UsageRecord.IdOfStray(Stored.Uid(1), Stored.Noon);
        var ended = Stored.Usage(id, Stored.Noon, Stored.Noon.AddMinutes(1));
        await CommitAsync(Stored.Usage(Stored.Usage(id, Stored.Noon)));
        await CommitAsync(Stored.Usage(ended));

        await CommitAsync(Stored.Usage(Stored.Usage(id, Stored.Noon)));
        await CommitAsync(Stored.Usage(Stored.Usage(id, Stored.Noon, Stored.Noon.AddMinutes(5))));

        Assert.Equal(ended, Assert.Single(await Store.ReadUsageAsync(Stored.Noon, Never)));
        Assert.Empty((await Store.LoadAsync(Never)).OpenUsage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5001)]
    public async Task Queries_WithALimitOutOfRange_AreRefused(int limit)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ReadEventsAsync(new EventQuery(Limit: limit), Never));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ReadDecisionsAsync("default", "a", limit, Never));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ReadAuditAsync(limit, Never));
    }

    [Fact]
    public async Task Reopening_SeesEverythingThatWasAcknowledged()
    {
        var version = await CommitAsync(new StateCommit
        {
            Changes =
            [
                new Change.Put(Stored.Pod("a")), new Change.Put(Stored.Secret("db", "c2VjcmV0")),
                new Change.PutUsage(Stored.Usage("pod/a", Stored.Noon)), new Change.PutSetting(ClusterSettings.Paused, "true"),
            ],
            Events = [Stored.Event("a")],
            Decisions = [Stored.Decision("a", 1, "fits")],
            Audit = [Stored.Audit("/a")],
        });

        await ReopenAsync();

        var state = await Store.LoadAsync(Never);
        Assert.Equal(version, state.ResourceVersion);
        Assert.Equal(
            [Json(Versioned(Stored.Secret("db", "c2VjcmV0"), version)), Json(Versioned(Stored.Pod("a"), version))], state.Objects.Select(Json));
        Assert.Equal(Stored.Usage("pod/a", Stored.Noon), Assert.Single(state.OpenUsage));
        Assert.Equal("true", state.Settings[ClusterSettings.Paused]);
        Assert.Single(await Store.ReadEventsAsync(new EventQuery(), Never));
        Assert.Single(await Store.ReadDecisionsAsync("default", "a", 10, Never));
        Assert.Equal(Stored.Audit("/a"), Assert.Single(await Store.ReadAuditAsync(10, Never)));
        Assert.True(await CommitAsync(Stored.Put(Stored.Pod("b", 2))) > version);
    }

    [Fact]
    public async Task AnyCall_AfterDisposal_IsRefused()
    {
        await Store.DisposeAsync();
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.LoadAsync(Never));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync(Stored.Put(Stored.Pod("a"))));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.AcquireLeaseAsync("late", Never));
    }
}
