using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Burst.Hosts.Docker.Holder;

namespace Burst.Hosts.Docker.Tests;

/// <summary>The holder's program as a process of this machine, with its streams as an engine gives them.</summary>
internal sealed class RelayProcess : Stream
{
    private readonly string folder = Directory.CreateTempSubdirectory("burst-holder-").FullName;
    private readonly Process process;
    private byte[] framed = [];

    public RelayProcess(params string[] arguments)
    {
        var path = Path.Combine(folder, "hold");
        File.WriteAllBytes(path, HolderProgram.For(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")!);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    public Process Process => process;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (framed.Length == 0)
        {
            var piece = new byte[5000];
            var count = await process.StandardOutput.BaseStream.ReadAsync(piece, cancellationToken);
            var header = new byte[8];
            header[0] = 1;
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), count);
            framed = count == 0 ? [] : [.. header, .. piece[..count]];
        }

        var length = Math.Min(buffer.Length, framed.Length);
        framed.AsMemory(0, length).CopyTo(buffer);
        framed = framed[length..];
        return length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await process.StandardInput.BaseStream.WriteAsync(buffer, cancellationToken);
        await process.StandardInput.BaseStream.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Its input ends, and with it the program.</summary>
    protected override void Dispose(bool disposing)
    {
        if (Directory.Exists(folder))
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        base.Dispose(disposing);
    }
}
