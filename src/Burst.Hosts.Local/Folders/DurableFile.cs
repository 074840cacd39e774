using System.Runtime.InteropServices;
using Burst.Hosts.Local.Native;

namespace Burst.Hosts.Local.Folders;

/// <summary>Files that are there whole or not at all, whenever the power fails; readable by their owner only.</summary>
internal static class DurableFile
{
    private static int sequence;

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.tmp-{Environment.ProcessId}-{Interlocked.Increment(ref sequence)}";
        using (var stream = new FileStream(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Null when there is no such file.</summary>
    public static byte[]? TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A new name in a folder survives a power cut only once the folder itself is on disk.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = Libc.Open(folder, LinuxConstants.OpenReadOnly | LinuxConstants.OpenCloseOnExec, 0);
        if (descriptor < 0)
            throw new IOException($"Could not open '{folder}': {Marshal.GetLastPInvokeErrorMessage()}.");

        var failed = Libc.Fsync(descriptor) != 0;
        var message = Marshal.GetLastPInvokeErrorMessage();
        _ = Libc.Close(descriptor);
        if (failed)
            throw new IOException($"Could not write '{folder}' to disk: {message}.");
    }
}
