using System.Buffers;

namespace Burst.Hosts.Local.Logs;

/// <summary>
/// Writes lines as container runtimes do: time, stream, F for a full line or P for a part of one, text. A disk that is full
/// costs log lines, never the pod.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly string folder;
    private readonly long bytesMax;
    private readonly int filesMax;
    private readonly ArrayBufferWriter<byte> pending = new(4096);
    private FileStream? file;
    private long number;
    private long fileBytes;

    public LogWriter(string folder, long bytesMax, int filesMax)
    {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.filesMax = filesMax;
        number = LogSegments.List(folder) is [.., var last] ? last : 0;
    }

    public void Add(DateTimeOffset at, ReadOnlySpan<byte> stream, bool isFull, ReadOnlySpan<byte> text)
    {
        const int timeBytes = 30;
        var entryBytes = timeBytes + 1 + stream.Length + 3 + text.Length + 1;
        if (fileBytes > 0 && fileBytes + entryBytes > bytesMax)
        {
            Flush();
            StartFile();
        }

        fileBytes += entryBytes;
        var target = pending.GetSpan(entryBytes);
        at.UtcDateTime.TryFormat(target, out var written, "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'");
        target[written++] = (byte)' ';
        stream.CopyTo(target[written..]);
        written += stream.Length;
        target[written++] = (byte)' ';
        target[written++] = isFull ? (byte)'F' : (byte)'P';
        target[written++] = (byte)' ';
        text.CopyTo(target[written..]);
        written += text.Length;
        target[written++] = (byte)'\n';
        pending.Advance(written);
    }

    /// <summary>Entries become visible to readers here, whole lines at a time.</summary>
    public void Flush()
    {
        if (pending.WrittenCount == 0)
            return;

        try
        {
            if (file is null)
                Open();
            file!.Write(pending.WrittenSpan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file may end within a line now; the next line goes to a new one.
            StartFile();
        }

        pending.ResetWrittenCount();
    }

    public void Dispose()
    {
        Flush();
        file?.Dispose();
    }

    private void StartFile()
    {
        file?.Dispose();
        file = null;
        fileBytes = 0;
    }

    private void Open()
    {
        file = new FileStream(LogSegments.PathOf(folder, ++number), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        foreach (var old in LogSegments.List(folder).SkipLast(filesMax))
            File.Delete(LogSegments.PathOf(folder, old));
    }
}
