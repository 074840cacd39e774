using System.Buffers;
using System.Globalization;
using System.Text;
using Burst.Core.Hosts;

namespace Burst.Hosts.Local.Logs;

/// <summary>Entries to lines: parts of a long line are put together again, per stream, as bytes, so that no character is cut.</summary>
internal sealed class LogLineParser
{
    /// <summary>A longer line is handed out in pieces of this size.</summary>
    public const int LineBytesMax = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ArrayBufferWriter<byte> error = new();

    /// <summary>Null while the line goes on in a later entry.</summary>
    public LogLine? Add(ReadOnlySpan<byte> entry)
    {
        var timeEnd = entry.IndexOf((byte)' ');
        var streamEnd = timeEnd < 0 ? -1 : timeEnd + 1 + entry[(timeEnd + 1)..].IndexOf((byte)' ');
        if (streamEnd <= timeEnd || entry.Length < streamEnd + 3)
            return new LogLine(null, Encoding.UTF8.GetString(entry));

        var parts = entry[(timeEnd + 1)..streamEnd].SequenceEqual("stderr"u8) ? error : output;
        parts.Write(entry[(streamEnd + 3)..]);
        if (entry[streamEnd + 1] == (byte)'P' && parts.WrittenCount < LineBytesMax)
            return null;

        var text = Encoding.UTF8.GetString(parts.WrittenSpan);
        parts.ResetWrittenCount();
        return new LogLine(ParseTime(entry[..timeEnd]), text);
    }

    private static DateTimeOffset? ParseTime(ReadOnlySpan<byte> text)
    {
        // Seven digits are all a DateTimeOffset holds; the two after them are always zero here.
        const int sevenDigits = 27;
        return text.Length > sevenDigits
            && DateTime.TryParseExact(
                Encoding.ASCII.GetString(text[..sevenDigits]),
                "yyyy-MM-dd'T'HH:mm:ss.fffffff",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at)
            ? new DateTimeOffset(at, TimeSpan.Zero)
            : null;
    }
}
