using Microsoft.Extensions.Logging;

namespace Burst.Server.Security;

/// <summary>Sees to it that the state folder, which holds keys, tokens and what pods wrote, is its owner's alone, or says that it is not.</summary>
internal sealed partial class StateFolderAccess(ILogger<StateFolderAccess> logger)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder when it is missing, and closes one that is open but empty. One with content may be open for a reason.</summary>
    public void Prepare(string folder)
    {
        PrivateFile.CreateFolder(folder);
        var mode = File.GetUnixFileMode(folder);
        if ((mode & Others) == 0)
            return;
        if (!Directory.EnumerateFileSystemEntries(folder).Any() && TryClose(folder))
            return;
        LogOpen(folder, Convert.ToString((int)mode, toBase: 8).PadLeft(4, '0'));
    }

    private static bool TryClose(string folder)
    {
        try
        {
            File.SetUnixFileMode(folder, Owner);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to somebody else.
            return false;
        }
    }

    [LoggerMessage(2301, LogLevel.Warning, "The state folder {Folder} has mode {Mode}: others than its owner may look into it. To close it, run: chmod 700 '{Folder}'")]
    private partial void LogOpen(string folder, string mode);
}
