using Burst.Core.Hosts;

namespace Burst.Hosts.Local.Logs;

/// <summary>A place in the log of one container that moves on as the log grows, from file to file.</summary>
internal sealed class LogCursor(string folder) : IDisposable
{
    private const int ReadBytes = 64 * 1024;

    private readonly LogLineParser parser = new();
    private readonly byte[] buffer = new byte[ReadBytes];
    private FileStream? file;
    private long number;
    private int carried;

    /// <summary>The next lines, at most some thousands; none when all that is there, up to file <paramref name="lastFile"/>, was read.</summary>
    public IReadOnlyList<LogLine> ReadNext(long lastFile)
    {
        var lines = new List<LogLine>();
        while (lines.Count == 0)
        {
            // Asked before reading: once a later file is there, this one does not grow any more.
            var next = LogSegments.List(folder).FirstOrDefault(candidate => candidate > number && candidate <= lastFile);
            if (!ReadInto(lines) && !TryOpen(next))
                break;
        }

        return lines;
    }

    public void Dispose() => file?.Dispose();

    private bool TryOpen(long next)
    {
        if (next == 0)
            return false;

        file?.Dispose();
        file = null;
        carried = 0;
        number = next;
        try
        {
            file = new FileStream(LogSegments.PathOf(folder, next), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Rotated away meanwhile; a later file follows.
        }

        return true;
    }

    /// <returns>False at the present end of the file.</returns>
    private bool ReadInto(List<LogLine> lines)
    {
        if (file is null)
            return false;

        var read = file.Read(buffer.AsSpan(carried));
        if (read == 0)
            return false;

        var data = buffer.AsSpan(0, carried + read);
        while (data.IndexOf((byte)'\n') is var end and >= 0)
        {
            if (parser.Add(data[..end]) is { } line)
                lines.Add(line);
            data = data[(end + 1)..];
        }

        // An entry is shorter than the buffer; one that fills it was not written by the shim and is dropped.
        carried = data.Length == buffer.Length ? 0 : data.Length;
        data[..carried].CopyTo(buffer);
        return true;
    }
}
