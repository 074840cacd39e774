using Burst.Core.Storage;
using Burst.Testing.Storage;
using Dapper;

namespace Burst.Storage.Tests.Commits;

/// <summary>No index sees to it that an object is there once: the writer does, whatever was taken back or written by another in between.</summary>
public sealed class ObjectRowsTests : StoreTest
{
    private const string CountSql = "SELECT count(*) || ' ' || count(DISTINCT kind || namespace || name) FROM objects";

    [Fact]
    public async Task Commit_AfterOneThatWasTakenBack_AddsWhatThatHadAdded()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        var commit = Pair(1) with { Audit = [Stored.Audit("/ok"), null!] };
        await Assert.ThrowsAsync<NullReferenceException>(() => store.CommitAsync(commit, token, Never));

        await store.CommitAsync(Pair(1), token, Never);
        await store.CommitAsync(Pair(2), token, Never);

        Assert.Equal(2, PairOf(await store.LoadAsync(Never)));
        Assert.Equal("2 2", store.Writer.ExecuteScalar<string>(CountSql));
    }

    [Fact]
    public async Task Commit_AfterARemovalThatWasTakenBack_ChangesTheRowThatIsStillThere()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        var keys = (await store.LoadAsync(Never)).Objects.Select(item => item.Key).ToList();
        var removal = new StateCommit { Changes = [.. keys.Select(key => new Change.Remove(key))], Audit = [null!] };
        await Assert.ThrowsAsync<NullReferenceException>(() => store.CommitAsync(removal, token, Never));

        await store.CommitAsync(Pair(2), token, Never);

        Assert.Equal(2, PairOf(await store.LoadAsync(Never)));
        Assert.Equal("2 2", store.Writer.ExecuteScalar<string>(CountSql));
    }

    [Fact]
    public async Task Commit_AfterAnotherStoreHasWritten_ChangesItsRows()
    {
        await using var first = await OpenAsync();
        await first.CommitAsync(new StateCommit(), await first.AcquireLeaseAsync("first", Never), Never);
        File.Delete(Path.Combine(State, "burst.lock"));
        await using var second = await OpenAsync();
        await second.CommitAsync(Pair(1), await second.AcquireLeaseAsync("second", Never), Never);

        await first.CommitAsync(Pair(2), await first.AcquireLeaseAsync("first", Never), Never);

        Assert.Equal(2, PairOf(await first.LoadAsync(Never)));
        Assert.Equal("2 2", first.Writer.ExecuteScalar<string>(CountSql));
    }

    [Fact]
    public async Task Put_AndRemoveAndPut_OfOneObject_KeepOneRow()
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        var keys = (await store.LoadAsync(Never)).Objects.Select(item => item.Key).ToList();

        await store.CommitAsync(new StateCommit { Changes = [.. keys.Concat(keys).Select(key => new Change.Remove(key))] }, token, Never);
        Assert.Equal("0 0", store.Writer.ExecuteScalar<string>(CountSql));
        await store.CommitAsync(Pair(2), token, Never);

        Assert.Equal(2, PairOf(await store.LoadAsync(Never)));
        Assert.Equal("2 2", store.Writer.ExecuteScalar<string>(CountSql));
    }

    [Theory]
    [InlineData("INSERT INTO objects (kind, namespace, name, uid, resource_version, json, sealed) SELECT kind, namespace, name, uid, resource_version, json, sealed FROM objects", "is there twice")]
    [InlineData("DELETE FROM objects", "is gone")]
    public async Task Commit_WhereSomethingElseHasChangedTheRows_IsRefused(string sql, string message)
    {
        await using var store = await OpenAsync();
        var token = await store.AcquireLeaseAsync("test", Never);
        await store.CommitAsync(Pair(1), token, Never);
        store.Writer.Execute(sql);
        if (message == "is there twice")
        {
            Assert.Contains(message, (await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(Never))).Message);
            token = await store.AcquireLeaseAsync("test", Never);
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => store.CommitAsync(Pair(2), token, Never));

        Assert.Contains(message, refused.Message);
    }
}
