using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Burst.Hosts.Docker.Machines;

/// <summary>What is left of a machine.</summary>
/// <param name="MemoryAvailable">Bytes that programs could have without swapping, as the kernel estimates it.</param>
/// <param name="DiskTotal">Bytes of the disk where the engine keeps images and containers.</param>
/// <param name="DiskAvailable">Bytes of it that are free for others than root.</param>
internal readonly record struct MachineFigures(long MemoryAvailable, long DiskTotal, long DiskAvailable)
{
    private const string Available = "MemAvailable:";

    /// <param name="written">What <see cref="GaugeProgram"/> wrote.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static MachineFigures Parse(ReadOnlySpan<byte> written)
    {
        if (written.Length <= GaugeProgram.StatfsBytes)
            throw new InvalidDataException($"The gauge wrote {written.Length} bytes, which is too little.");
        var disk = written[^GaugeProgram.StatfsBytes..];
        var available = ReadAvailable(Encoding.ASCII.GetString(written[..^GaugeProgram.StatfsBytes]));
        var block = BinaryPrimitives.ReadInt64LittleEndian(disk[8..]);
        return new MachineFigures(available, BytesOf(block, disk[16..]), BytesOf(block, disk[32..]));
    }

    private static long BytesOf(long block, ReadOnlySpan<byte> count)
    {
        var blocks = BinaryPrimitives.ReadInt64LittleEndian(count);
        return block > 0 && blocks >= 0 && blocks <= long.MaxValue / block
            ? block * blocks
            : throw new InvalidDataException($"The gauge wrote {blocks} blocks of {block} bytes, which is no disk.");
    }

    private static long ReadAvailable(string meminfo)
    {
        foreach (var line in meminfo.Split('\n'))
        {
            if (line.StartsWith(Available, StringComparison.Ordinal)
                && long.TryParse(line[Available.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kib))
                return kib * 1024;
        }

        throw new InvalidDataException($"The gauge's /proc/meminfo has no {Available} line.");
    }
}
