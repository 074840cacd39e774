using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Burst.Hosts.Local.Native;

/// <summary>A file without a name, in memory: content of any size for a child, which a pipe would hold only the first 64 KiB of.</summary>
internal static class MemoryFile
{
    public static SafeFileHandle Create(ReadOnlySpan<byte> content)
    {
        var descriptor = Libc.MemFdCreate("burst", LinuxConstants.MemoryFileCloseOnExec);
        if (descriptor < 0)
            throw new IOException($"No file in memory could be made: {Marshal.GetLastPInvokeErrorMessage()}.");

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            // At an offset, so that the position, which the child shares, stays at the start.
            RandomAccess.Write(file, content, 0);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>All of what was inherited as this descriptor, which is closed: nothing of it is left for others to open.</summary>
    public static byte[] ReadInherited(int descriptor)
    {
        using var file = new SafeFileHandle(descriptor, ownsHandle: true);
        using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
