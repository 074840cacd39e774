namespace Burst.Emulator.State;

/// <summary>The emulator's folder, held by this process alone for as long as this object lives.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly FileStream _lock;

    private StateFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    /// <exception cref="EmulatorStartException">The folder cannot be written, or another emulator uses it.</exception>
    public static StateFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"State folder '{full}' cannot be created: {e.Message}", e);
        }

        return new(full, Lock(System.IO.Path.Combine(full, "emulator.lock"), full));
    }

    /// <summary>The path of a subfolder, created when absent.</summary>
    public string Subfolder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    // The lock file stays behind on purpose: deleting it would let two emulators lock two files of one name.
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string file, string folder)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmulatorStartException($"State folder '{folder}' is not writable: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new EmulatorStartException(
                $"State folder '{folder}' is in use by another emulator (it holds {file}); stop that one, or give another folder.", e);
        }
    }
}
