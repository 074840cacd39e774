namespace Burst.Core.Serialization;

/// <summary>
/// What was lately read from JSON that many things have word for word, such as the spec of their template: one object for all of them. Which of two that
/// fall on the same place stays is left to chance, and so is nothing that anything depends on. Safe to share between threads: an entry is one object, and
/// never changed.
/// </summary>
/// <param name="read">What it makes is never changed.</param>
internal sealed class RecentlyRead<T>(Func<ReadOnlySpan<byte>, T> read)
    where T : class
{
    private const int PlacesMax = 1 << 12;

    private readonly Entry?[] entries = new Entry?[PlacesMax];

    public T Of(ReadOnlySpan<byte> json)
    {
        var hash = new HashCode();
        hash.AddBytes(json);
        ref var place = ref entries[hash.ToHashCode() & (PlacesMax - 1)];
        if (place is { } entry && json.SequenceEqual(entry.Json))
            return entry.Value;
        var value = read(json);
        place = new Entry(json.ToArray(), value);
        return value;
    }

    private sealed record Entry(byte[] Json, T Value);
}
