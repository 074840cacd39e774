using Burst.Core.Storage;
using Burst.Storage.Commits;
using Burst.Testing.Storage;
using Dapper;

namespace Burst.Storage.Tests.Durability;

/// <summary>Commits that come while another is being written share the next flush, and each is still whole or not there.</summary>
public sealed class GroupCommitTests : StoreTest
{
    [Fact]
    public async Task Commit_ThatFindsNobodyWriting_IsDoneWhenTheCallReturns()
    {
        await using var store = await OpenAsync();
        var lease = store.AcquireLeaseAsync("test", Never);
        Assert.True(lease.IsCompletedSuccessfully);
        var token = await lease;
        for (var number = 1; number <= 20; number++)
            Assert.True(store.CommitAsync(Pair(number), token, Never).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Commits_ThatWaitTogether_ShareOneTransaction_InTheirOrder()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var commits = await WhileTheDiskIsBusyAsync(
            store, () => [.. Enumerable.Range(1, 20).Select(number => store.CommitAsync(Pair(number), token, Never))]);

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), await Task.WhenAll(commits));
        Assert.Equal(20, PairOf(await store.LoadAsync(Never)));
        // Each transaction with changes ends in one commit frame of the log; the whole group has one.
        Assert.Equal(1, CommitFramesOfLastGroup);
    }

    [Fact]
    public async Task OneOfAGroup_ThatFails_TakesNothingOfTheOthersWithIt()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var commits = await WhileTheDiskIsBusyAsync(store, () =>
        [
            store.CommitAsync(Pair(1), token, Never),
            store.CommitAsync(Pair(7) with { Audit = [Stored.Audit("/half"), null!] }, token, Never),
            store.CommitAsync(Pair(8), token - 1, Never),
            store.CommitAsync(new StateCommit { Events = [Stored.Event("a")] }, token, Never),
        ]);

        await Assert.ThrowsAsync<NullReferenceException>(() => commits[1]);
        await Assert.ThrowsAsync<FencedException>(() => commits[2]);
        Assert.Equal((1L, 2L), (await commits[0], await commits[3]));
        Assert.Equal(1, PairOf(await store.LoadAsync(Never)));
        Assert.Empty(await store.ReadAuditAsync(10, Never));
        Assert.Single(await store.ReadEventsAsync(new EventQuery(), Never));
    }

    [Fact]
    public async Task AGroup_WhoseDiskIsFull_IsAcknowledgedToNobody()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        store.Writer.Execute($"PRAGMA max_page_count={store.Writer.ExecuteScalar<long>("PRAGMA page_count") + 1}");
        var large = Pair(3) with { Events = [.. Enumerable.Range(0, 300).Select(index => Stored.Event($"pod-{index}"))] };

        var commits = await WhileTheDiskIsBusyAsync(
            store, () => [store.CommitAsync(Pair(2), token, Never), store.CommitAsync(large, token, Never)]);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => commits[0]);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => commits[1]);
        var state = await store.LoadAsync(Never);
        Assert.Equal((1, 1), (state.ResourceVersion, PairOf(state)));
    }

    [Fact]
    public async Task ACommit_CanceledWhileItWaits_ChangesNothing()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        using var impatient = new CancellationTokenSource();
        var commits = await WhileTheDiskIsBusyAsync(store, () =>
        {
            Task<long>[] waiting = [store.CommitAsync(Pair(1), token, impatient.Token), store.CommitAsync(Pair(2), token, Never)];
            impatient.Cancel();
            return waiting;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => commits[0]);
        Assert.Equal(1, await commits[1]);
        Assert.Equal(2, PairOf(await store.LoadAsync(Never)));
    }

    [Fact]
    public async Task MoreCommitsThanMayWait_AreRefused()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var commits = await WhileTheDiskIsBusyAsync(
            store, () => [.. Enumerable.Range(0, WriteQueue.WaitingMax + 1).Select(_ => store.CommitAsync(new StateCommit(), token, Never))]);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => commits[^1]);
        Assert.Contains($"{WriteQueue.WaitingMax} commits are waiting", refused.Message);
        Assert.Equal(WriteQueue.WaitingMax, (await Task.WhenAll(commits[..^1])).Max());
    }

    [Fact]
    public async Task Dispose_WhileCommitsWait_LetsThemFinish()
    {
        var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        Task? disposing = null;
        var commits = await WhileTheDiskIsBusyAsync(store, () =>
        {
            Task<long>[] waiting = [store.CommitAsync(Pair(1), token, Never)];
            disposing = store.DisposeAsync().AsTask();
            return waiting;
        });

        await disposing!;
        Assert.Equal(1, await commits[0]);
        await using var again = await OpenAsync();
        Assert.Equal(1, PairOf(await again.LoadAsync(Never)));
    }

    [Fact]
    public async Task ManyWriters_AtOnce_EachFindWhatTheyWereTold()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 25; number++)
                await store.CommitAsync(Stored.Put(Stored.ConfigMap($"{writer}-{number}", "x")), token, Never);
        }));

        await Task.WhenAll(writers);

        var state = await store.LoadAsync(Never);
        Assert.Equal((200, 200), (state.ResourceVersion, state.Objects.Count));
        Assert.Equal(200, state.Objects.Select(item => item.Metadata.ResourceVersion).Distinct().Count());
    }

    private int CommitFramesOfLastGroup { get; set; }

    /// <summary>Asks for commits while another writer has the turn, and lets it go.</summary>
    private async Task<Task<long>[]> WhileTheDiskIsBusyAsync(SqliteStateStore store, Func<Task<long>[]> ask)
    {
        using var isWriting = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var busy = Task.Run(() => store.WriteAsync(
            _ =>
            {
                isWriting.Set();
                goOn.Wait();
                return 0;
            },
            Never));
        isWriting.Wait();
        var log = new WriteAheadLog(Path.Combine(State, "burst.db-wal"));
        var before = log.Commits().Count;
        var asked = ask();
        goOn.Set();
        await busy;
        await Task.WhenAll(asked).ContinueWith(_ => { }, TaskScheduler.Default);
        CommitFramesOfLastGroup = log.Commits().Count - before;
        return asked;
    }
}
