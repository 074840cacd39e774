using Burst.Core.Storage;
using Burst.Testing.Storage;
using Dapper;

namespace Burst.Storage.Tests.Durability;

public sealed class FailedCommitTests : StoreTest
{
    [Fact]
    public async Task Commit_OnAFullDisk_LeavesNothing_AndWorksAgainAfterwards()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        var pages = store.Writer.ExecuteScalar<long>("PRAGMA page_count");
        store.Writer.Execute($"PRAGMA max_page_count={pages + 2}");

        var full = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Large(2), token, Never));
        var fullAgain = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Large(2), token, Never));

        Assert.Contains("the disk is full", full.Message);
        Assert.Equal(full.Message, fullAgain.Message);
        await AssertOnlyTheFirstPairAsync(store);
        store.Writer.Execute("PRAGMA max_page_count=1000000");
        Assert.Equal(2, await store.CommitAsync(Large(2), token, Never));
        Assert.Equal(2, PairOf(await store.LoadAsync(Never)));
        Assert.Equal(300, (await store.ReadEventsAsync(new EventQuery(), Never)).Count);
    }

    [Fact]
    public async Task AcquireLease_OnAFullDisk_LeavesTheLeaseWhereItWas()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var pages = store.Writer.ExecuteScalar<long>("PRAGMA page_count");
        store.Writer.Execute($"PRAGMA max_page_count={pages}");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AcquireLeaseAsync(new string('x', 100_000), Never));

        Assert.Equal(1, await store.CommitAsync(new StateCommit(), token, Never));
    }

    [Fact]
    public async Task Commit_OnAReadOnlyDatabase_LeavesNothing_AndWorksAgainAfterwards()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        store.Writer.Execute("PRAGMA query_only=ON");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Large(2), token, Never));

        Assert.Contains("it is read-only", refused.Message);
        await AssertOnlyTheFirstPairAsync(store);
        store.Writer.Execute("PRAGMA query_only=OFF");
        Assert.Equal(2, await store.CommitAsync(Large(2), token, Never));
    }

    [Fact]
    public async Task Commit_WhileAnotherProgramHoldsTheLock_LeavesNothing_AndWorksAgainAfterwards()
    {
        await using var store = await OpenAsync(options: new StateStoreOptions { BusyTimeout = TimeSpan.FromSeconds(1) });
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        using (var other = OpenRaw())
        {
            other.Execute("BEGIN IMMEDIATE");
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Large(2), token, Never));
            Assert.Contains("another program has it locked", refused.Message);
            await AssertOnlyTheFirstPairAsync(store);
        }

        Assert.Equal(2, await store.CommitAsync(Large(2), token, Never));
    }

    [Fact]
    public async Task Commit_ThatFailsHalfWay_LeavesNothing()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        var commit = Large(2);

        await Assert.ThrowsAsync<NullReferenceException>(
            () => store.CommitAsync(commit with { Audit = [Stored.Audit("/ok"), null!] }, token, Never));

        await AssertOnlyTheFirstPairAsync(store);
        Assert.Equal(2, await store.CommitAsync(commit, token, Never));
    }

    /// <summary>The pair, and enough beside it to need many new pages.</summary>
    private static StateCommit Large(long number) => Pair(number) with
    {
        Events = [.. Enumerable.Range(0, 300).Select(index => Stored.Event($"pod-{index}"))],
    };

    private static async Task AssertOnlyTheFirstPairAsync(SqliteStateStore store)
    {
        var state = await store.LoadAsync(Never);
        Assert.Equal((1, 1), (state.ResourceVersion, PairOf(state)));
        Assert.Empty(await store.ReadEventsAsync(new EventQuery(), Never));
        Assert.Empty(await store.ReadAuditAsync(10, Never));
    }
}
