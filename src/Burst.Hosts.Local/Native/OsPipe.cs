using System.Runtime.InteropServices;

namespace Burst.Hosts.Local.Native;

/// <summary>A pipe whose ends no child inherits by accident. Reading never waits.</summary>
internal sealed unsafe class OsPipe : IDisposable
{
    private OsPipe(int readEnd, int writeEnd)
    {
        ReadEnd = readEnd;
        WriteEnd = writeEnd;
    }

    public int ReadEnd { get; private set; }

    public int WriteEnd { get; private set; }

    public static OsPipe Create()
    {
        var ends = stackalloc int[2];
        if (Libc.Pipe2(ends, LinuxConstants.OpenCloseOnExec) != 0)
            throw new IOException($"No pipe could be made: {Marshal.GetLastPInvokeErrorMessage()}.");
        _ = Libc.Fcntl(ends[0], LinuxConstants.FcntlSetFlags, LinuxConstants.OpenNonBlocking);
        return new OsPipe(ends[0], ends[1]);
    }

    /// <returns>Bytes read; 0 at the end; -1 when there is nothing now.</returns>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* target = buffer)
        {
            nint count;
            do
                count = Libc.Read(ReadEnd, target, buffer.Length);
            while (count < 0 && Marshal.GetLastPInvokeError() == LinuxConstants.Interrupted);
            return (int)count;
        }
    }

    public void WriteByte()
    {
        byte one = 1;
        _ = Libc.Write(WriteEnd, &one, 1);
    }

    public void CloseWriteEnd()
    {
        if (WriteEnd >= 0)
            _ = Libc.Close(WriteEnd);
        WriteEnd = -1;
    }

    public void Dispose()
    {
        CloseWriteEnd();
        if (ReadEnd >= 0)
            _ = Libc.Close(ReadEnd);
        ReadEnd = -1;
    }
}
