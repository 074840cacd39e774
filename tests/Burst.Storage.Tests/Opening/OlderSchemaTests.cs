using Burst.Core.Objects;
using Burst.Core.Storage;
using Burst.Storage.Sqlite;
using Burst.Testing.Storage;
using Dapper;

namespace Burst.Storage.Tests.Opening;

/// <summary>A state of every schema that ever was opens with all that is in it, and is written to afterwards.</summary>
public sealed class OlderSchemaTests : StoreTest
{
    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Schema.Steps.Length)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_OfEveryEarlierSchema_KeepsWhatIsInIt(int version)
    {
        await WriteAsync(version);

        await using var store = await OpenAsync();

        Assert.Equal(Schema.Steps.Length, store.Writer.ExecuteScalar<long>("PRAGMA user_version"));
        var state = await store.LoadAsync(Never);
        Assert.Equal((7, 7), (state.ResourceVersion, PairOf(state)));
        Assert.Equal("eA==", Assert.Single(state.Objects.OfType<Secret>()).Data["password"]);
        Assert.Equal(Stored.Usage("open", Stored.Noon), Assert.Single(state.OpenUsage));
        Assert.Equal("true", state.Settings[ClusterSettings.Paused]);
        Assert.Equal(["ended", "open"], (await store.ReadUsageAsync(Stored.Noon.AddDays(-1), Never)).Select(record => record.Id).Order());
        Assert.Single(await store.ReadEventsAsync(new EventQuery(), Never));
        Assert.Single(await store.ReadDecisionsAsync("default", "a", 10, Never));
        Assert.Single(await store.ReadAuditAsync(10, Never));
        Assert.Equal(8, await store.CommitAsync(Pair(8), await store.AcquireLeaseAsync("next", Never), Never));
    }

    /// <summary>The rows are those of the present store, moved into tables of the older schema: columns that one of them lacks are left out.</summary>
    private async Task WriteAsync(int version)
    {
        await using (var present = await OpenAsync(Folder.In("present")))
        {
            var token = await present.AcquireLeaseAsync("old", Never);
            for (var number = 1; number < 7; number++)
                await present.CommitAsync(Pair(number), token, Never);
            await present.CommitAsync(History(), token, Never);
        }

        Directory.CreateDirectory(State);
        File.Copy(Folder.In("present", "secret.key"), Path.Combine(State, "secret.key"));
        using var old = OpenRaw();
        Migrations.Apply(old, Schema.Steps[..version]);
        old.Execute("ATTACH @file AS present", new { file = Folder.In("present", "burst.db") });
        old.Execute("DELETE FROM main.meta");
        foreach (var table in old.Query<string>("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            var columns = string.Join(", ", ColumnsOf("main").Intersect(ColumnsOf("present")));
            old.Execute($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}{(table == "meta" && version == 1 ? " WHERE name = 'resource-version'" : "")}");

            IEnumerable<string> ColumnsOf(string schema) => old.Query<string>("SELECT name FROM pragma_table_info(@table, @schema)", new { table, schema });
        }
    }

    private static StateCommit History() => Pair(7) with
    {
        Changes =
        [
            .. Pair(7).Changes,
            new Change.Put(Stored.Secret("db", "eA==")), new Change.PutSetting(ClusterSettings.Paused, "true"),
            new Change.PutUsage(Stored.Usage("ended", Stored.Noon.AddHours(-2), Stored.Noon)), new Change.PutUsage(Stored.Usage("open", Stored.Noon)),
        ],
        Events = [Stored.Event("a")],
        Decisions = [Stored.Decision("a", 1, "fits")],
        Audit = [Stored.Audit("/a")],
    };
}
