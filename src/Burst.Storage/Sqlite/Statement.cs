using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Burst.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once, when it is first executed, and then run often. Its parameters are <c>$1</c>, <c>$2</c>, ... in order. It speaks
/// to SQLite itself: a command of ADO.NET looks its parameters up by name each time.
/// </summary>
internal sealed class Statement(SqliteConnection connection, string sql, int parameters = 0) : IDisposable
{
    private sqlite3_stmt? prepared;

    /// <returns>How many rows were changed.</returns>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(values);
        try
        {
            while (Step(statement))
            {
            }

            return raw.sqlite3_changes(connection.Handle);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <returns>The first column of the first row; null when there is none, or where it is NULL.</returns>
    public long? ReadNumber()
    {
        var statement = Bind([]);
        try
        {
            return Step(statement) && raw.sqlite3_column_type(statement, 0) != raw.SQLITE_NULL ? raw.sqlite3_column_int64(statement, 0) : null;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <returns>As <see cref="ReadNumber"/>.</returns>
    public string? ReadText()
    {
        var statement = Bind([]);
        try
        {
            return Step(statement) && raw.sqlite3_column_type(statement, 0) != raw.SQLITE_NULL ? raw.sqlite3_column_text(statement, 0).utf8_to_string() : null;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => prepared?.Dispose();

    private sqlite3_stmt Bind(ReadOnlySpan<SqlValue> values)
    {
        if (values.Length != parameters)
            throw new ArgumentException($"{values.Length} values for the {parameters} parameters of: {sql}", nameof(values));
        if (prepared is null)
            Require(raw.sqlite3_prepare_v2(connection.Handle, sql, out prepared));
        for (var index = 0; index < values.Length; index++)
            Require(values[index].Bind(prepared!, index + 1));
        return prepared!;
    }

    /// <returns>Whether there is a row.</returns>
    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result != raw.SQLITE_ROW)
            Require(result);
        return result == raw.SQLITE_ROW;
    }

    private void Require(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);
}
