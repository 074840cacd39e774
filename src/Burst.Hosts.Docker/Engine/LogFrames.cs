using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Burst.Hosts.Docker.Engine;

/// <summary>
/// Reads the engine's log stream: frames of eight bytes of header (stream, three zeros, length) and a piece of text that begins with
/// its time. A line longer than the engine's 16 KiB comes in several pieces, each with its time; they are put together again.
/// </summary>
internal static class LogFrames
{
    /// <summary>A longer line is handed out in parts of about this size.</summary>
    public const int LineBytesMax = 1024 * 1024;

    private const int HeaderBytes = 8;
    private const int FrameBytesMax = 4 * 1024 * 1024;

    /// <summary>Lines of both streams in the order written. A frame that is cut off at the end is left out.</summary>
    /// <exception cref="InvalidDataException">It is no such stream.</exception>
    public static async IAsyncEnumerable<(string Time, string Text)> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var header = new byte[HeaderBytes];
        var unfinished = new Unfinished[3];
        while (await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
            if (header[0] > 2 || length is < 0 or > FrameBytesMax)
                throw new InvalidDataException("The log is not in frames; a container with a terminal has no log of lines.");
            var frame = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                if (await stream.ReadAtLeastAsync(frame.AsMemory(0, length), length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < length)
                    break;
                if (Take(ref unfinished[header[0]], frame.AsSpan(0, length)) is { } line)
                    yield return line;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(frame);
            }
        }

        foreach (var rest in unfinished)
        {
            if (rest.Bytes is { Count: > 0 })
                yield return rest.Finish();
        }
    }

    private static (string Time, string Text)? Take(ref Unfinished line, ReadOnlySpan<byte> frame)
    {
        var space = frame.IndexOf((byte)' ');
        var time = space < 0 ? [] : frame[..space];
        var text = frame[(space + 1)..];
        if (line.Bytes is not { Count: > 0 })
            line = new Unfinished(Encoding.ASCII.GetString(time), []);
        var isWhole = text.Length > 0 && text[^1] == (byte)'\n';
        line.Bytes!.AddRange(isWhole ? text[..^1] : text);
        if (!isWhole && line.Bytes.Count < LineBytesMax)
            return null;
        var whole = line.Finish();
        line = default;
        return whole;
    }

    /// <summary>The pieces of a line so far; its time is that of the first.</summary>
    private readonly record struct Unfinished(string Time, List<byte> Bytes)
    {
        public (string Time, string Text) Finish() => (Time, Encoding.UTF8.GetString([.. Bytes]));
    }
}
