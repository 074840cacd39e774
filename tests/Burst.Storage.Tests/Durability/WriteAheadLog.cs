using System.Buffers.Binary;

namespace Burst.Storage.Tests.Durability;

/// <summary>Reads SQLite's write-ahead log as its file format describes it (https://www.sqlite.org/fileformat2.html#walformat).</summary>
internal sealed class WriteAheadLog(string file)
{
    public const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    /// <summary>Where each commit ends: frames that name the size of the database, with the salts of the header.</summary>
    public IReadOnlyList<long> Commits()
    {
        var log = Read();
        var ends = new List<long>();
        if (log.Length < HeaderBytes)
            return ends;
        var frameBytes = FrameHeaderBytes + (int)BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        for (var at = HeaderBytes; at + frameBytes <= log.Length && log.AsSpan(at + 8, 8).SequenceEqual(log.AsSpan(16, 8)); at += frameBytes)
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(at + 4)) != 0)
                ends.Add(at + frameBytes);
        }

        return ends;
    }

    public byte[] Read()
    {
        if (!File.Exists(file))
            return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
