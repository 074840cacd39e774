using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Burst.Storage.Commits;

/// <summary>
/// The JSON of many things, in order: of few made as they are read, of many on another core while those before them are written. Of one list at a time.
/// </summary>
/// <param name="write">Writes the JSON of one; nothing for what has none.</param>
internal sealed class JsonAhead<T>(Action<Utf8JsonWriter, T> write)
{
    private const int Few = 128;
    private const int PieceItems = 32;
    private const int PiecesMax = 8;

    private readonly ConcurrentQueue<Piece> free = [];

    /// <returns>Each with its JSON, which is good until the next is read.</returns>
    public IEnumerable<(T Item, ReadOnlyMemory<byte> Json)> Read(IReadOnlyList<T> items) =>
        items.Count > Few ? ReadMadeAhead(items) : Pieces(items, CancellationToken.None).SelectMany(ReadPiece);

    private IEnumerable<(T Item, ReadOnlyMemory<byte> Json)> ReadMadeAhead(IReadOnlyList<T> items)
    {
        using var ending = new CancellationTokenSource();
        using var made = new BlockingCollection<Piece>(PiecesMax);

        // On a thread of its own: who reads waits for it, and must not wait for a pool whose threads all wait for something.
        var work = Task.Factory.StartNew(() => Make(items, made, ending.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var piece in made.GetConsumingEnumerable())
            {
                foreach (var item in ReadPiece(piece))
                    yield return item;
            }

            work.GetAwaiter().GetResult();
        }
        finally
        {
            // Who reads may stop in the middle; nothing is written to afterwards.
            ending.Cancel();
            Task.WaitAny(work);
        }
    }

    private void Make(IReadOnlyList<T> items, BlockingCollection<Piece> made, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var piece in Pieces(items, cancellationToken))
                made.Add(piece, cancellationToken);
        }
        finally
        {
            made.CompleteAdding();
        }
    }

    private IEnumerable<Piece> Pieces(IReadOnlyList<T> items, CancellationToken cancellationToken)
    {
        for (var from = 0; from < items.Count; from += PieceItems)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var piece = free.TryDequeue(out var used) ? used : new Piece();
            piece.Clear();
            for (var index = from; index < Math.Min(items.Count, from + PieceItems); index++)
                piece.Add(items[index], write);
            yield return piece;
        }
    }

    private IEnumerable<(T Item, ReadOnlyMemory<byte> Json)> ReadPiece(Piece piece)
    {
        foreach (var item in piece.Items)
            yield return item;
        free.Enqueue(piece);
    }

    /// <summary>Some that follow one another, in the same memory, which is used again.</summary>
    private sealed class Piece
    {
        private readonly ArrayBufferWriter<byte> bytes = new();
        private readonly List<(T Item, int From, int To)> parts = new(PieceItems);
        private readonly Utf8JsonWriter writer;

        public Piece() => writer = new Utf8JsonWriter(bytes);

        public IEnumerable<(T Item, ReadOnlyMemory<byte> Json)> Items => parts.Select(part => (part.Item, bytes.WrittenMemory[part.From..part.To]));

        public void Clear()
        {
            bytes.ResetWrittenCount();
            parts.Clear();
        }

        public void Add(T item, Action<Utf8JsonWriter, T> write)
        {
            var from = bytes.WrittenCount;
            writer.Reset();
            write(writer, item);
            writer.Flush();
            parts.Add((item, from, bytes.WrittenCount));
        }
    }
}
