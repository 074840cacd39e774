using Burst.Core.Ledger;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Reads;

/// <summary>Reads records of use, of which there may be hundreds of thousands.</summary>
internal static class UsageReader
{
    public const string OpenSql = "SELECT json FROM usage WHERE ended_at IS NULL";

    public const string EndedSql = "SELECT json FROM usage WHERE ended_at > $since";

    /// <summary>Those of both.</summary>
    public const string SinceSql = "SELECT json FROM usage WHERE ended_at IS NULL OR ended_at > $since";

    /// <param name="sql">One of those above.</param>
    /// <param name="since">Null for <see cref="OpenSql"/>.</param>
    /// <returns>By start, to the millisecond; of those that began together by id.</returns>
    public static List<UsageRecord> Read(SqliteConnection connection, string sql, DateTimeOffset? since, SqliteTransaction? snapshot)
    {
        using var command = new SqliteCommand(sql, connection, snapshot);
        if (since is { } instant)
            command.Parameters.AddWithValue("$since", instant.ToUnixTimeMilliseconds());
        using var row = command.ExecuteReader();
        var usage = OnAllCores.Select(ReadAll(row), StoredJson.Usage);
        usage.Sort(Compare);
        return usage;
    }

    /// <summary>SQLite would sort the whole rows, on one core, before the first of them can be read.</summary>
    private static int Compare(UsageRecord left, UsageRecord right)
    {
        var byStart = left.StartedAt.ToUnixTimeMilliseconds().CompareTo(right.StartedAt.ToUnixTimeMilliseconds());
        return byStart != 0 ? byStart : string.CompareOrdinal(left.Id, right.Id);
    }

    private static IEnumerable<byte[]> ReadAll(SqliteDataReader row)
    {
        while (row.Read())
            yield return row.GetFieldValue<byte[]>(0);
    }
}
