using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Core.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Backups;

/// <summary>
/// What makes a restored state safe to start on. The world has gone on since the backup: pods may run that it does not know, and
/// controllers have had tokens that it never gave out.
/// </summary>
internal static class RestoredState
{
    /// <summary>The token and the version of a state; 0 where it has none.</summary>
    public static RestoreResult ReadMarks(SqliteConnection connection) => new(
        connection.ExecuteScalar<long?>("SELECT value FROM meta WHERE name = 'resource-version'") ?? 0,
        connection.ExecuteScalar<long?>("SELECT token FROM lease WHERE id = 1") ?? 0,
        null,
        null);

    /// <summary>Raises token and version above all that were ever given out, and puts the brake on until someone has looked.</summary>
    public static RestoreResult Mark(SqliteConnection candidate, RestoreResult old, string source, DateTimeOffset now)
    {
        using var transaction = candidate.BeginTransaction();
        var backup = ReadMarks(candidate);
        var marks = new RestoreResult(
            Math.Max(backup.ResourceVersion, old.ResourceVersion) + 1, NextToken(Math.Max(backup.FencingToken, old.FencingToken), now), null, null);
        candidate.Execute("UPDATE meta SET value = @ResourceVersion WHERE name = 'resource-version'", marks, transaction);
        candidate.Execute(
            """
            INSERT INTO lease (id, token, holder, acquired_at) VALUES (1, @FencingToken, 'burst restore', @at)
            ON CONFLICT (id) DO UPDATE SET token = excluded.token, holder = excluded.holder, acquired_at = excluded.acquired_at
            """,
            new { marks.FencingToken, at = now.ToUnixTimeMilliseconds() },
            transaction);
        Set(ClusterSettings.Paused, "true");
        Set(ClusterSettings.PausedReason, Reason(source, backup.ResourceVersion, now).ToJsonString());
        Set(ClusterSettings.RestoredAt, now.ToString("O", CultureInfo.InvariantCulture));
        transaction.Commit();
        return marks;

        void Set(string name, string value) => candidate.Execute(
            "INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { name, value },
            transaction);
    }

    /// <summary>
    /// Tokens grow by one a start, so they are far behind the seconds since 1970; after a restore they go on from there. A backup
    /// that is restored on another machine thus still gets past every token given out since it was made, with no file to lose.
    /// </summary>
    private static long NextToken(long highestKnown, DateTimeOffset now) => Math.Max(highestKnown + 1, now.ToUnixTimeSeconds());

    private static JsonObject Reason(string source, long version, DateTimeOffset now) => new()
    {
        ["reason"] = $"restored from {Path.GetFileName(source)} (version {version}): see what runs, then `burst resume`",
        ["by"] = "burst restore",
        ["at"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };
}
