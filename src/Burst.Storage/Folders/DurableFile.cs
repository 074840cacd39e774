using System.Runtime.InteropServices;
using Burst.Storage.Native;

namespace Burst.Storage.Folders;

/// <summary>Names that survive a power cut: a rename is durable once the folder that holds it has been flushed.</summary>
internal static class DurableFile
{
    /// <summary>Gives the file its name in one step, in place of whatever has it.</summary>
    public static void Replace(string unfinished, string file)
    {
        File.Move(unfinished, file, overwrite: true);
        FlushFolder(Path.GetDirectoryName(file)!);
    }

    /// <summary>Keeps what is under a name under a second one. There is no instant at which the first does not hold it.</summary>
    public static void KeepAs(string file, string kept)
    {
        // Not every file system knows links.
        if (OperatingSystem.IsWindows() || Libc.Link(file, kept) != 0)
            File.Copy(file, kept);
    }

    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Libc.Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"{folder} cannot be opened to flush it (error {Marshal.GetLastPInvokeError()}).");
        var failed = Libc.Fsync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        Libc.Close(descriptor);
        if (failed)
            throw new IOException($"{folder} cannot be flushed to the disk (error {error}).");
    }

    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
