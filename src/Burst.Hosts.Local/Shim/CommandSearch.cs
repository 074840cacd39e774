namespace Burst.Hosts.Local.Shim;

/// <summary>Finds the file of a command as a container runtime does: on the container's own PATH, unless it is a path.</summary>
internal static class CommandSearch
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>Null when there is none.</returns>
    public static string? Find(string command, IEnumerable<string> environment, string workingFolder)
    {
        if (command.Contains('/'))
            return Path.Combine(workingFolder, command);

        const string name = "PATH=";
        var folders = environment.FirstOrDefault(variable => variable.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
        return folders
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(workingFolder, folder, command))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;
}
