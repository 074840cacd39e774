using System.Globalization;
using Burst.Core.Objects;
using Burst.Core.Storage;
using Burst.Testing.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Storage.Tests;

/// <summary>A temporary folder and ways to look at the store in it from outside.</summary>
public abstract class StoreTest : IDisposable
{
    private protected static CancellationToken Never => CancellationToken.None;

    private protected TemporaryFolder Folder { get; } = new();

    private protected SettableClock Clock { get; } = new(Stored.Noon);

    private protected string State => Folder.In("state");

    public void Dispose() => Folder.Dispose();

    private protected Task<SqliteStateStore> OpenAsync(string? folder = null, StateStoreOptions? options = null) =>
        SqliteStateStore.OpenAsync(folder ?? State, options ?? new StateStoreOptions(), Clock, NullLogger.Instance, Never);

    private protected async Task<StateStoreOpenException> RefusedAsync(string? folder = null, StateStoreOptions? options = null) =>
        await Assert.ThrowsAsync<StateStoreOpenException>(() => OpenAsync(folder, options));

    /// <summary>Opens, commits, closes.</summary>
    private protected async Task CommitOnceAsync(StateCommit commit)
    {
        await using var store = await OpenAsync();
        await store.CommitAsync(commit, await store.AcquireLeaseAsync("test", Never), Never);
    }

    /// <summary>The database as another program sees it.</summary>
    private protected SqliteConnection OpenRaw(string? file = null)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={file ?? Path.Combine(State, "burst.db")};Pooling=False;Default Timeout=1");
        connection.Open();
        return connection;
    }

    private protected long Raw(string sql, string? file = null)
    {
        using var connection = OpenRaw(file);
        using var command = new SqliteCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    /// <summary>Two objects that every commit changes together, and so must always agree.</summary>
    private protected static StateCommit Pair(long number) =>
        Stored.Put(Stored.ConfigMap("left", $"{number}"), Stored.ConfigMap("right", $"{number}"));

    /// <summary>The number both objects of the pair hold; 0 when neither is there.</summary>
    private protected static long PairOf(StoredState state)
    {
        var values = state.Objects.OfType<ConfigMap>().Select(map => map.Data["value"]).ToList();
        if (values.Count == 0)
            return 0;
        Assert.Equal(2, values.Count);
        Assert.Equal(values[0], values[1]);
        return long.Parse(values[0], CultureInfo.InvariantCulture);
    }

    /// <summary>What a process that dies now leaves on the disk; the shared-memory file goes with it.</summary>
    private protected string CopyAsIfKilled(string name)
    {
        var copy = Folder.In(name);
        Directory.CreateDirectory(copy);
        foreach (var file in new[] { "burst.db", "burst.db-wal", "secret.key" })
            File.Copy(Path.Combine(State, file), Path.Combine(copy, file));
        return copy;
    }
}
