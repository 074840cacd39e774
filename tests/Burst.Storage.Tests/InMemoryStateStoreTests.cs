using Burst.Core.Storage;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests;

/// <summary>The fake keeps the same promises as the real store, and breaks them where it is told to.</summary>
public sealed class InMemoryStateStoreTests : StateStoreContract
{
    private readonly InMemoryState _state = new();

    private InMemoryStateStore Fake => (InMemoryStateStore)Store;

    [Fact]
    public async Task FailNextCommit_BeforeApplying_LeavesNothing_AndOnlyOnce()
    {
        Fake.FailNextCommit(CommitFault.BeforeApplying);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Stored.Put(Stored.Pod("a"))));

        Assert.Empty((await Store.LoadAsync(CancellationToken.None)).Objects);
        Assert.Empty(Fake.Commits);
        Assert.Equal(1, await CommitAsync(Stored.Put(Stored.Pod("a"))));
    }

    [Fact]
    public async Task FailNextCommit_AfterApplying_LeavesEverything()
    {
        var error = new IOException("cut");
        Fake.FailNextCommit(CommitFault.AfterApplying, error);

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => CommitAsync(Stored.Put(Stored.Pod("a")))));

        Assert.Single((await Store.LoadAsync(CancellationToken.None)).Objects);
        Assert.Single(Fake.Commits);
    }

    protected override Task<IStateStore> OpenAsync() => Task.FromResult<IStateStore>(new InMemoryStateStore(_state));
}
