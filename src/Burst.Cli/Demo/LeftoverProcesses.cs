using System.Globalization;
using System.Text;

namespace Burst.Cli.Demo;

/// <summary>Finds processes that have to do with a folder: its path is in their command line, or they work in it.</summary>
internal static class LeftoverProcesses
{
    public static int Count(string folder) => Directory.GetDirectories("/proc").Count(entry =>
        int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && pid != Environment.ProcessId && Concerns(entry, folder));

    private static bool Concerns(string process, string folder)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline"))).Contains(folder, StringComparison.Ordinal)
                || new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or belongs to someone else.
            return false;
        }
    }
}
