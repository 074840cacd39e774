using Burst.Storage.Folders;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Burst.Storage.Sqlite;

/// <summary>Reads every page of the database before anything relies on it, and says how it goes when that takes long.</summary>
internal sealed partial class IntegrityCheck(StateFolder folder, TimeProvider time, ILogger logger)
{
    /// <summary>Between two words about the progress.</summary>
    public static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(5);

    private const int FindingsMax = 5;

    /// <exception cref="StateStoreOpenException">The database is damaged; the message says where, and what helps.</exception>
    public void Require(SqliteConnection connection)
    {
        var started = time.GetTimestamp();
        var reported = started;
        var tables = connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").AsList();
        var findings = new List<string>();
        for (var index = 0; index < tables.Count && findings.Count < FindingsMax; index++)
        {
            if (time.GetElapsedTime(reported) >= ReportInterval)
            {
                reported = time.GetTimestamp();
                LogProgress(folder.DatabaseFile, index, tables.Count, (int)time.GetElapsedTime(started).TotalSeconds);
            }

            findings.AddRange(Check(connection, tables[index]));
        }

        if (findings.Count > 0)
        {
            throw new StateStoreOpenException(
                $"{folder.DatabaseFile} is damaged ({string.Join("; ", findings.Take(FindingsMax))}). {SqliteFailure.Restoring(folder)}");
        }
    }

    /// <summary>What is wrong with one table and its indexes.</summary>
    private static IEnumerable<string> Check(SqliteConnection connection, string table)
    {
        try
        {
            return connection
                .Query<string>($"PRAGMA quick_check('{table.Replace("'", "''", StringComparison.Ordinal)}')")
                .Where(verdict => verdict != "ok")
                .SelectMany(verdict => verdict.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Select(finding => $"table {table}: {finding}")
                .ToList();
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            return [$"table {table}: {SqliteFailure.Describe(error)}"];
        }
    }

    [LoggerMessage(6604, LogLevel.Information, "Checking {DatabaseFile}: {Done} of {Tables} tables after {Seconds} s")]
    private partial void LogProgress(string databaseFile, int done, int tables, int seconds);
}
