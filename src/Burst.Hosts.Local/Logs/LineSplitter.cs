namespace Burst.Hosts.Local.Logs;

/// <summary>Cuts one stream of a container into log entries; a line longer than the limit becomes several.</summary>
internal sealed class LineSplitter(LogWriter log, byte[] stream, TimeProvider timeProvider)
{
    /// <summary>What containerd uses.</summary>
    public const int EntryBytesMax = 16 * 1024;

    private readonly byte[] partial = new byte[EntryBytesMax];
    private int partialBytes;

    public void Add(ReadOnlySpan<byte> data)
    {
        var now = timeProvider.GetUtcNow();
        while (data.IndexOf((byte)'\n') is var end and >= 0)
        {
            AddPart(now, data[..end]);
            Emit(now, isFull: true);
            data = data[(end + 1)..];
        }

        AddPart(now, data);
    }

    /// <summary>The stream has ended; what it left without a line end is a line too.</summary>
    public void Complete()
    {
        if (partialBytes > 0)
            Emit(timeProvider.GetUtcNow(), isFull: true);
    }

    private void AddPart(DateTimeOffset now, ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            if (partialBytes == partial.Length)
                Emit(now, isFull: false);
            var taken = Math.Min(data.Length, partial.Length - partialBytes);
            data[..taken].CopyTo(partial.AsSpan(partialBytes));
            partialBytes += taken;
            data = data[taken..];
        }
    }

    private void Emit(DateTimeOffset now, bool isFull)
    {
        log.Add(now, stream, isFull, partial.AsSpan(0, partialBytes));
        partialBytes = 0;
    }
}
