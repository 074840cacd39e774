using System.Globalization;

namespace Burst.Storage.Folders;

/// <summary>
/// Keeps a second process out of the state folder. The operating system drops the lock when its holder dies, however it dies.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _lockFile;
    private readonly string _pidFile;

    private FolderLock(FileStream lockFile, string pidFile)
    {
        _lockFile = lockFile;
        _pidFile = pidFile;
    }

    public static FolderLock Acquire(StateFolder folder)
    {
        FileStream? lockFile = null;
        try
        {
            lockFile = PrivateFile.Open(folder.LockFile, FileMode.OpenOrCreate, FileShare.None);
            WritePid(folder.PidFile);
            return new FolderLock(lockFile, folder.PidFile);
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            lockFile?.Dispose();
            throw new StateStoreOpenException(
                $"The state in {folder.Path} is in use by {DescribeHolder(folder.PidFile)}; stop that first, or name another folder.",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            lockFile?.Dispose();
            throw new StateStoreOpenException($"The state folder {folder.Path} cannot be locked: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_pidFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder may be gone already. A pid that stays means nothing without the lock.
        }

        _lockFile.Dispose();
    }

    private static void WritePid(string pidFile)
    {
        using var stream = PrivateFile.Open(pidFile, FileMode.Create, FileShare.ReadWrite);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
    }

    private static string DescribeHolder(string pidFile)
    {
        try
        {
            return int.TryParse(File.ReadAllText(pidFile), out var pid) ? $"process {pid}" : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation: .NET hands them through as they are.</summary>
    private static bool IsHeldByAnother(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
