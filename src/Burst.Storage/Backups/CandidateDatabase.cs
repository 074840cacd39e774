using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Backups;

/// <summary>A copy that may become the state: opened only when it is whole and of a schema this version knows.</summary>
internal sealed class CandidateDatabase : IDisposable
{
    private CandidateDatabase(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <param name="file">The copy.</param>
    /// <param name="source">What it is a copy of, for messages.</param>
    /// <exception cref="StateBackupException">It is damaged, empty, newer, or another program's.</exception>
    public static CandidateDatabase Open(string file, string source)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Require(connection, source);
            return new CandidateDatabase(connection);
        }
        catch (StateStoreOpenException refused)
        {
            connection.Dispose();
            throw new StateBackupException(refused.Message, refused);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new StateBackupException($"{source} cannot be used: {SqliteFailure.Describe(error)}.", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => Connection.Dispose();

    private static void Require(SqliteConnection connection, string source)
    {
        Migrations.RequireKnown(connection, source, Schema.Steps.Length);
        if (Migrations.ReadVersion(connection) == 0)
            throw new StateBackupException($"{source} is empty; it holds no state of Burst.");
        var verdict = connection.ExecuteScalar<string>("PRAGMA integrity_check(1)");
        if (verdict != "ok")
            throw new StateBackupException($"{source} is damaged ({verdict}).");
    }
}
