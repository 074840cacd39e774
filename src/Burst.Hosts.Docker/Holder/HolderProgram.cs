using System.Buffers.Binary;

namespace Burst.Hosts.Docker.Holder;

/// <summary>
/// The program of the container that holds a pod's network: it waits for ever and does nothing. A Linux executable without libraries,
/// made here so that no node needs an image from anywhere.
/// </summary>
internal static class HolderProgram
{
    private const ulong LoadAddress = 0x400000;
    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const ushort MachineX64 = 62;
    private const ushort MachineArm64 = 183;

    /// <summary>mov eax, 34 (pause); syscall; and again.</summary>
    private static readonly byte[] CodeX64 = [0xB8, 0x22, 0x00, 0x00, 0x00, 0x0F, 0x05, 0xEB, 0xF7];

    /// <summary>ppoll(0, 0, 0, 0), which waits for no file and no time; and again.</summary>
    private static readonly uint[] CodeArm64 = [0xD2800000, 0xD2800001, 0xD2800002, 0xD2800003, 0xD2800928, 0xD4000001, 0x17FFFFFA];

    /// <param name="architecture">As the engine names it: x86_64 or aarch64.</param>
    /// <returns>Null for another architecture.</returns>
    public static byte[]? For(string architecture) => architecture switch
    {
        "x86_64" or "amd64" => Executable(MachineX64, CodeX64),
        "aarch64" or "arm64" => Executable(MachineArm64, InWords(CodeArm64)),
        _ => null,
    };

    /// <summary>An ELF header, one header of a segment that is the whole file, and the code.</summary>
    private static byte[] Executable(ushort machine, byte[] code)
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
        code.CopyTo(file, HeaderBytes + ProgramHeaderBytes);
        return file;
    }

    private static byte[] InWords(uint[] code)
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
