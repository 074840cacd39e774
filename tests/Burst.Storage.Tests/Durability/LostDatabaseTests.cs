using Burst.Core.Objects;
using Burst.Core.Storage;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Durability;

/// <summary>What happens to a database under a process that has it open.</summary>
public sealed class LostDatabaseTests : StoreTest
{
    private string Database => Path.Combine(State, "burst.db");

    [Theory]
    [InlineData("burst.db")]
    [InlineData("burst.db-wal")]
    [InlineData("burst.db", "burst.db-wal", "burst.db-shm")]
    public async Task Commit_AfterFilesWereDeleted_WritesTheDatabaseBack_AndLosesNothing(params string[] deleted)
    {
        await using (var store = await OpenAsync())
        {
            var token = await store.AcquireLeaseAsync("test", Never);
            await store.CommitAsync(Stored.Put(Stored.Secret("db", "eA==")), token, Never);
            await store.CommitAsync(Pair(2), token, Never);
            foreach (var name in deleted)
                File.Delete(Path.Combine(State, name));

            Assert.Equal(3, await store.CommitAsync(Pair(3), token, Never));
            Assert.Equal(4, await store.CommitAsync(Pair(4), token, Never));
            Assert.Equal(4, PairOf(await store.LoadAsync(Never)));
            await using var killed = await OpenAsync(CopyAsIfKilled("killed"));
            Assert.Equal(4, PairOf(await killed.LoadAsync(Never)));
        }

        await using var again = await OpenAsync();
        var state = await again.LoadAsync(Never);
        Assert.Equal((4, 4), (state.ResourceVersion, PairOf(state)));
        Assert.Single(state.Objects.OfType<Secret>());
        Assert.DoesNotContain(Directory.GetFiles(State), file => file.EndsWith(".back", StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Database));
    }

    [Fact]
    public async Task Commit_AfterTheDatabaseWasReplaced_IsRefused_UntilItIsPutBack()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        File.Move(Database, Database + ".aside");
        File.WriteAllText(Database, "another");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Pair(2), token, Never));

        Assert.Contains($"{Database} was replaced by another file while in use", refused.Message);
        Assert.Equal("another", File.ReadAllText(Database));
        File.Move(Database + ".aside", Database, overwrite: true);
        Assert.Equal(2, await store.CommitAsync(Pair(2), token, Never));
    }

    [Fact]
    public async Task Commit_AfterTheFolderWasMovedAway_IsRefused_UntilItIsBack()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        Directory.Move(State, Folder.In("away"));

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Pair(2), token, Never));

        Assert.Contains($"{State} or its lock has been deleted or moved while in use", refused.Message);
        Assert.False(Directory.Exists(State));
        Directory.Move(Folder.In("away"), State);
        Assert.Equal(2, await store.CommitAsync(Pair(2), token, Never));
    }

    [Fact]
    public async Task Commit_ThatCannotWriteTheDatabaseBack_IsRefused_UntilItCan()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        File.Delete(Database);
        var obstacle = Directory.CreateDirectory(Database + ".back");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Pair(2), token, Never));
        obstacle.Delete();

        Assert.Equal(2, await store.CommitAsync(Pair(2), token, Never));
    }
}
