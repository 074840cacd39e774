namespace Burst.Integration.Tests.Harness;

internal static class Sockets
{
    private const string Listening = "0A";

    /// <summary>Listening TCP sockets of the sandbox's processes; what else runs on the machine comes and goes.</summary>
    public static int CountListening(Sandbox sandbox)
    {
        var inodes = File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening).Select(fields => $"socket:[{fields[9]}]").ToHashSet();
        return sandbox.FindProcesses().Sum(pid => CountOpen($"/proc/{pid}", inodes));
    }

    private static int CountOpen(string process, HashSet<string> inodes)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "fd")).GetFiles().Count(descriptor => inodes.Contains(descriptor.LinkTarget ?? ""));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
