using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Tests.Opening;

public sealed class MigrationsTests : StoreTest
{
    private const string AddColour = "ALTER TABLE settings ADD COLUMN colour TEXT; INSERT INTO settings (name, value) VALUES ('step', '2');";

    [Fact]
    public async Task Apply_OnAnOlderSchema_RunsOnlyTheMissingSteps()
    {
        await CommitOnceAsync(Pair(1));
        using var connection = OpenRaw();

        var found = Migrations.Apply(connection, [.. Schema.Steps, AddColour]);
        var again = Migrations.Apply(connection, [.. Schema.Steps, AddColour]);

        Assert.Equal((Schema.Steps.Length, Schema.Steps.Length + 1), (found, again));
        Assert.Equal(1, connection.ExecuteScalar<long>("SELECT count(*) FROM settings WHERE name = 'step'"));
        Assert.Equal(2, connection.ExecuteScalar<long>("SELECT count(*) FROM objects"));
    }

    [Fact]
    public async Task Apply_OfAStepThatFails_KeepsTheSchemaBeforeIt()
    {
        await CommitOnceAsync(Pair(1));
        using var connection = OpenRaw();

        Assert.Throws<SqliteException>(() => Migrations.Apply(connection, [.. Schema.Steps, AddColour, "CREATE TABLE half (a); SELECT nonsense;"]));

        Assert.Equal(Schema.Steps.Length + 1, Migrations.ReadVersion(connection));
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'half'"));
    }
}
