using System.Runtime.InteropServices;
using System.Text;

namespace Burst.Hosts.Local.Native;

/// <summary>A terminal that is a pair of files: this side types and watches, a process has the other as its own. Nothing here waits.</summary>
internal sealed unsafe class OsTerminal : IDisposable
{
    private const int PathBytesMax = 128;
    private int master;

    private OsTerminal(int master) => this.master = master;

    /// <summary>The file of the process's side.</summary>
    public string Path { get; private set; } = "";

    /// <exception cref="IOException">The machine has no terminal left.</exception>
    public static OsTerminal Open(int rows, int columns)
    {
        var descriptor = Libc.OpenTerminal(LinuxConstants.OpenReadWrite | LinuxConstants.OpenNoTerminal | LinuxConstants.OpenCloseOnExec);
        if (descriptor < 0)
            throw Failure();
        var terminal = new OsTerminal(descriptor);
        try
        {
            terminal.Prepare(rows, columns);
            return terminal;
        }
        catch
        {
            terminal.Dispose();
            throw;
        }
    }

    /// <returns>Bytes read; 0 when there is nothing now; null when no process has the other side any more.</returns>
    public int? Read(Span<byte> buffer)
    {
        fixed (byte* target = buffer)
            return Result(Libc.Read(master, target, buffer.Length));
    }

    /// <returns>Bytes written; 0 when there is no room now; null when no process has the other side any more.</returns>
    public int? Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* source = bytes)
            return Result(Libc.Write(master, source, bytes.Length));
    }

    public void Dispose()
    {
        if (master >= 0)
            _ = Libc.Close(master);
        master = -1;
    }

    private static int? Result(nint count)
    {
        if (count > 0)
            return (int)count;
        return count < 0 && Marshal.GetLastPInvokeError() is LinuxConstants.TryAgain or LinuxConstants.Interrupted ? 0 : null;
    }

    private void Prepare(int rows, int columns)
    {
        var name = stackalloc byte[PathBytesMax];
        if (Libc.GrantTerminal(master) != 0 || Libc.UnlockTerminal(master) != 0 || Libc.NameTerminal(master, name, PathBytesMax) != 0)
            throw Failure();
        Path = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));

        // struct winsize: rows, columns, and two sizes in pixels that nobody knows.
        var size = stackalloc ushort[4] { (ushort)rows, (ushort)columns, 0, 0 };
        _ = Libc.IoControl(master, LinuxConstants.TerminalSetSize, size);
        _ = Libc.Fcntl(master, LinuxConstants.FcntlSetFlags, LinuxConstants.OpenReadWrite | LinuxConstants.OpenNonBlocking);
    }

    private static IOException Failure() => new($"No terminal could be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
}
