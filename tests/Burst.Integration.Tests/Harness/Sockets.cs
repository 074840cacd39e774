namespace Burst.Integration.Tests.Harness;

internal static class Sockets
{
    private const string Listening = "0A";

    /// <summary>Listening TCP sockets of `burst` processes: those of other programs come and go.</summary>
    public static int CountListening()
    {
        var inodes = File.ReadLines("/proc/net/tcp").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening).Select(fields => $"socket:[{fields[9]}]").ToHashSet();
        return Directory.GetDirectories("/proc").Where(IsBurst).Sum(process => CountOpen(process, inodes));
    }

    private static bool IsBurst(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim() == "burst";
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
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
