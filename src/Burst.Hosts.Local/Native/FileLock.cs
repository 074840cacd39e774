using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Burst.Hosts.Local.Native;

/// <summary>An exclusive flock: the kernel gives it back when its holder dies, however it dies.</summary>
internal sealed class FileLock : IDisposable
{
    private int descriptor;

    private FileLock(int descriptor) => this.descriptor = descriptor;

    /// <summary>Null when somebody else holds it, or when the file is gone.</summary>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public static FileLock? TryTake(string path)
    {
        var descriptor = Libc.Open(path, LinuxConstants.OpenReadWrite | LinuxConstants.OpenCloseOnExec, 0);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError() == LinuxConstants.NoSuchFile ? null : throw Failure("open", path);
        }

        if (Libc.Flock(descriptor, LinuxConstants.LockExclusive | LinuxConstants.LockNonBlocking) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            _ = Libc.Close(descriptor);
            return error == LinuxConstants.TryAgain ? null : throw Failure("lock", path, error);
        }

        var taken = new FileLock(descriptor);
        if (taken.IsOf(path))
            return taken;

        taken.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (descriptor >= 0)
            _ = Libc.Close(descriptor);
        descriptor = -1;
    }

    /// <summary>
    /// A pod folder may have been set aside or removed, and even made again, between open and lock: that lock would guard
    /// nothing. Names are compared from the folder on, because what leads to it may be a symbolic link.
    /// </summary>
    private bool IsOf(string path) => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget is { } target
        && Path.GetFileName(target) == Path.GetFileName(path)
        && Path.GetFileName(Path.GetDirectoryName(target)) == Path.GetFileName(Path.GetDirectoryName(path));

    private static IOException Failure(string verb, string path, int? error = null) =>
        new($"Could not {verb} '{path}': {new Win32Exception(error ?? Marshal.GetLastPInvokeError()).Message}.");
}
