namespace Burst.Storage.Folders;

/// <summary>Where the files of one state are.</summary>
internal sealed record StateFolder(string Path)
{
    public string DatabaseFile => In("burst.db");

    /// <summary>SQLite's log of what the database does not hold yet.</summary>
    public string LogFile => DatabaseFile + "-wal";

    /// <summary>Locked while a process has the state open; its content means nothing.</summary>
    public string LockFile => In("burst.lock");

    /// <summary>Which process that is. A file of its own, because a locked file cannot be read on every platform.</summary>
    public string PidFile => In("burst.pid");

    public string KeyFile => In("secret.key");

    /// <summary>Makes the folder, for its owner only, unless it is there.</summary>
    public static StateFolder Prepare(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateStoreOpenException($"The state folder {path} cannot be created: {error.Message}", error);
        }

        return new StateFolder(path);
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
