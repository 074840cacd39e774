using System.Buffers.Binary;

namespace Burst.Hosts.Docker.Holder;

/// <summary>A Linux executable of a few instructions, without libraries: an ELF header, one header of a segment that is the whole file, and the code.</summary>
internal static class Executable
{
    public const ushort X64 = 62;
    public const ushort Arm64 = 183;

    private const ulong LoadAddress = 0x400000;
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;

    public static byte[] Of(ushort machine, ReadOnlySpan<byte> code)
    {
        var file = new byte[HeaderBytes + ProgramHeaderBytes + code.Length];
        byte[] identification = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(file, 0);
        Write16(file, 16, 2); // An executable,
        Write16(file, 18, machine);
        Write32(file, 20, 1);
        Write64(file, 24, LoadAddress + HeaderBytes + ProgramHeaderBytes); // which begins here.
        Write64(file, 32, HeaderBytes);
        Write16(file, 52, HeaderBytes);
        Write16(file, 54, ProgramHeaderBytes);
        Write16(file, 56, 1);

        var segment = file.AsSpan(HeaderBytes);
        Write32(segment, 0, 1); // Loaded,
        Write32(segment, 4, 5); // to be read and executed.
        Write64(segment, 16, LoadAddress);
        Write64(segment, 24, LoadAddress);
        Write64(segment, 32, (ulong)file.Length);
        Write64(segment, 40, (ulong)file.Length);
        Write64(segment, 48, 0x1000);
        code.CopyTo(file.AsSpan(HeaderBytes + ProgramHeaderBytes));
        return file;
    }

    public static byte[] InWords(ReadOnlySpan<uint> code)
    {
        var bytes = new byte[code.Length * sizeof(uint)];
        for (var i = 0; i < code.Length; i++)
            Write32(bytes, i * sizeof(uint), code[i]);
        return bytes;
    }

    private static void Write16(Span<byte> file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file[at..], value);

    private static void Write32(Span<byte> file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file[at..], value);

    private static void Write64(Span<byte> file, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file[at..], value);
}
