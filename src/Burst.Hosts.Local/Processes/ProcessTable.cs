using System.Globalization;
using System.Text;

namespace Burst.Hosts.Local.Processes;

/// <summary>What /proc says of processes. One that has ended but was not yet waited for (a zombie) is not there.</summary>
internal static class ProcessTable
{
    public static string BootId { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>Null when no such process lives.</summary>
    public static ProcessIdentity? Identify(int pid)
    {
        if (TryRead($"/proc/{pid}/stat") is not { } bytes)
            return null;

        // The second field is the program's name in parentheses and may hold anything, parentheses too.
        var stat = Encoding.UTF8.GetString(bytes);
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" or "x"
            ? null
            : new ProcessIdentity(pid, long.Parse(fields[19], CultureInfo.InvariantCulture), BootId);
    }

    public static bool IsAlive(ProcessIdentity identity) =>
        identity.BootId == BootId && Identify(identity.Pid) == identity;

    /// <summary>The live processes that were started with all these variables (NAME=value) in their environment.</summary>
    public static IReadOnlyList<ProcessIdentity> FindByEnvironment(params ReadOnlySpan<string> variables)
    {
        var found = new List<ProcessIdentity>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && TryRead($"/proc/{pid}/environ") is { } environment
                && HasAll(environment, variables)
                && Identify(pid) is { } identity)
            {
                found.Add(identity);
            }
        }

        return found;
    }

    private static bool HasAll(ReadOnlySpan<byte> environment, ReadOnlySpan<string> variables)
    {
        foreach (var variable in variables)
        {
            if (!Has(environment, Encoding.UTF8.GetBytes(variable + '\0')))
                return false;
        }

        return true;
    }

    private static bool Has(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> entry)
    {
        while (environment.IndexOf(entry) is var at and >= 0)
        {
            if (at == 0 || environment[at - 1] == 0)
                return true;
            environment = environment[(at + 1)..];
        }

        return false;
    }

    /// <summary>Null when the process has gone meanwhile, or is another user's and so none of ours.</summary>
    private static byte[]? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
