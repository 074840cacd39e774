using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Storage.Sqlite;

namespace Burst.Storage.Commits;

/// <summary>Writes one thing after the other as JSON into the same memory.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _writer;

    public JsonBuffer() => _writer = new Utf8JsonWriter(_bytes);

    /// <returns>The text, until the next is written.</returns>
    public SqlValue Write<T>(T value, JsonTypeInfo<T> type)
    {
        _bytes.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, value, type);
        _writer.Flush();
        return SqlValue.Utf8(_bytes.WrittenMemory);
    }

    public void Dispose() => _writer.Dispose();
}
