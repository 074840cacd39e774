using Burst.Core.Storage;
using Xunit;

namespace Burst.Testing.Storage;

public abstract partial class StateStoreContract
{
    [Fact]
    public async Task AcquireLease_GivesTokensThatGrow_AcrossReopening()
    {
        var second = await Store.AcquireLeaseAsync("second", Never);
        await ReopenAsync();

        Assert.True(Token > second);
        Assert.True(second > 0);
    }

    [Fact]
    public async Task Commit_AfterTheLeaseHasPassed_IsRefusedAndChangesNothing()
    {
        await CommitAsync(Stored.Put(Stored.ConfigMap("a", "1")));
        var second = await Store.AcquireLeaseAsync("second", Never);

        var refused = await Assert.ThrowsAsync<FencedException>(() => CommitAsync(new StateCommit
        {
            Changes =
            [
                new Change.Put(Stored.ConfigMap("a", "2")), new Change.PutSetting("x", "y"),
                new Change.PutUsage(Stored.Usage("u", Stored.Noon)),
            ],
            Events = [Stored.Event("a")],
            Decisions = [Stored.Decision("a", 1, "fits")],
            Audit = [Stored.Audit("/a")],
        }));

        Assert.Contains("'second'", refused.Message);
        await AssertOnlyTheFirstCommitIsThereAsync();
        Assert.Equal(2, await Store.CommitAsync(Stored.Put(Stored.ConfigMap("a", "2")), second, Never));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Commit_WithATokenNeverGiven_IsRefused(int offset)
    {
        await Assert.ThrowsAsync<FencedException>(() => Store.CommitAsync(Stored.Put(Stored.Pod("a")), Token + offset, Never));

        Assert.Empty(await ObjectsAsync());
    }

    [Fact]
    public async Task Commit_OfAReopenedStore_NeedsANewLease()
    {
        var before = Token;
        await ReopenAsync();

        await Assert.ThrowsAsync<FencedException>(() => Store.CommitAsync(Stored.Put(Stored.Pod("a")), before, Never));
    }

    private async Task AssertOnlyTheFirstCommitIsThereAsync()
    {
        var state = await Store.LoadAsync(Never);
        Assert.Equal(1, state.ResourceVersion);
        Assert.Equal(Json(Versioned(Stored.ConfigMap("a", "1"), 1)), Json(Assert.Single(state.Objects)));
        Assert.Empty(state.Settings);
        Assert.Empty(state.OpenUsage);
        Assert.Empty(await Store.ReadEventsAsync(new EventQuery(), Never));
        Assert.Empty(await Store.ReadDecisionsAsync("default", "a", 10, Never));
        Assert.Empty(await Store.ReadAuditAsync(10, Never));
    }
}
