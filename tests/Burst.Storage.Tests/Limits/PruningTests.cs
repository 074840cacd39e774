using Burst.Core.Storage;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Limits;

public sealed class PruningTests : StoreTest
{
    private static readonly StateStoreOptions Few = new() { EventsMax = 10, DecisionsMax = 8, AuditMax = 6, UsageRetention = TimeSpan.FromDays(30) };

    [Fact]
    public async Task Commit_KeepsTheNewestOfEachHistory_WithinItsBound()
    {
        await using var store = await OpenAsync(options: Few);
        var token = await store.AcquireLeaseAsync("test", Never);
        for (var number = 1; number <= 30; number++)
            await store.CommitAsync(History(number, rows: 1), token, Never);

        Assert.Equal(
            Enumerable.Range(21, 10).Reverse().Select(number => $"{number}"),
            (await store.ReadEventsAsync(new EventQuery(), Never)).Select(entry => entry.Reason));
        Assert.Equal(8, (await store.ReadDecisionsAsync("default", "a", 5000, Never)).Count);
        Assert.Equal(6, (await store.ReadAuditAsync(5000, Never)).Count);
        Assert.Equal(30, (await store.ReadEventsAsync(new EventQuery(Limit: 1), Never))[0].Sequence);
    }

    [Fact]
    public async Task Commit_LargerThanABatch_StillEndsWithinTheBound()
    {
        await using var store = await OpenAsync(options: Few);
        var token = await store.AcquireLeaseAsync("test", Never);

        await store.CommitAsync(History(1, rows: 2000), token, Never);

        Assert.Equal(10, (await store.ReadEventsAsync(new EventQuery(), Never)).Count);
        Assert.Equal(8, Raw("SELECT count(*) FROM decisions"));
    }

    [Fact]
    public async Task Commit_OfUsage_SumsWhatEndedBeforeTheRetention_AndNeverWhatGoesOn()
    {
        await using var store = await OpenAsync(options: Few);
        var token = await store.AcquireLeaseAsync("test", Never);
        var longAgo = Clock.Now.AddDays(-500);
        await store.CommitAsync(Stored.Usage(Stored.Usage("open", longAgo), Stored.Usage("kept", longAgo, Clock.Now.AddDays(-29))), token, Never);
        await store.CommitAsync(Stored.Usage(Stored.Usage("old", longAgo, Clock.Now.AddDays(-31))), token, Never);

        Assert.Equal(["kept", "open"], (await store.ReadUsageAsync(longAgo, Never)).Select(record => record.Id));
        Assert.Equal("open", Assert.Single((await store.LoadAsync(Never)).OpenUsage).Id);
    }

    [Fact]
    public async Task Prune_WithBoundsThatWereLowered_BringsHistoryWithinThem()
    {
        await using (var store = await OpenAsync())
        {
            var token = await store.AcquireLeaseAsync("test", Never);
            await store.CommitAsync(History(1, rows: 1700), token, Never);
            await store.CommitAsync(Stored.Usage(Stored.Usage("ages", Clock.Now, Clock.Now), Stored.Usage("open", Clock.Now)), token, Never);
        }

        Clock.Now = Clock.Now.AddDays(31);
        await using var lowered = await OpenAsync(options: Few);

        Assert.Equal(1690 + 1692 + 1694 + 1, await lowered.PruneAsync(Never));
        Assert.Equal(0, await lowered.PruneAsync(Never));
        Assert.Equal(10, (await lowered.ReadEventsAsync(new EventQuery(), Never)).Count);
        Assert.Equal("open", Assert.Single((await lowered.LoadAsync(Never)).OpenUsage).Id);
    }

    private static StateCommit History(int number, int rows) => new()
    {
        Events = [.. Enumerable.Repeat(Stored.Event("a", $"{number}"), rows)],
        Decisions = [.. Enumerable.Repeat(Stored.Decision("a", 1, $"{number}"), rows)],
        Audit = [.. Enumerable.Repeat(Stored.Audit($"/{number}"), rows)],
    };
}
