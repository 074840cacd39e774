using SQLitePCL;

namespace Burst.Storage.Sqlite;

/// <summary>The value of one parameter: a number, a text, bytes, or null.</summary>
internal readonly struct SqlValue
{
    private readonly Kind kind;
    private readonly long number;
    private readonly string? text;
    private readonly ReadOnlyMemory<byte> bytes;

    private SqlValue(Kind kind, long number = 0, string? text = null, ReadOnlyMemory<byte> bytes = default) =>
        (this.kind, this.number, this.text, this.bytes) = (kind, number, text, bytes);

    private enum Kind
    {
        Null,
        Number,
        Text,
        Utf8,
        Blob,
    }

    public static implicit operator SqlValue(long value) => new(Kind.Number, value);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(Kind.Text, text: value);

    public static implicit operator SqlValue(byte[]? value) => value is null ? default : new(Kind.Blob, bytes: value);

    /// <summary>A text in UTF-8. The memory may be used again once the statement was executed.</summary>
    public static SqlValue Utf8(ReadOnlyMemory<byte> text) => new(Kind.Utf8, bytes: text);

    /// <returns>SQLite's result code.</returns>
    public int Bind(sqlite3_stmt statement, int index) => kind switch
    {
        Kind.Null => raw.sqlite3_bind_null(statement, index),
        Kind.Number => raw.sqlite3_bind_int64(statement, index, number),
        Kind.Text => raw.sqlite3_bind_text(statement, index, text),
        Kind.Utf8 => raw.sqlite3_bind_text(statement, index, bytes.Span),
        Kind.Blob => raw.sqlite3_bind_blob(statement, index, bytes.Span),
        _ => throw new InvalidOperationException($"{kind} cannot be bound."),
    };
}
