using System.Globalization;

namespace Burst.Hosts.Local.Logs;

/// <summary>
/// The log files of one container: 00000001.log, 00000002.log, ... Rotation starts the next and drops the oldest. None is ever
/// renamed, so a reader that knows its number and offset cannot lose or repeat a line.
/// </summary>
internal static class LogSegments
{
    public static string PathOf(string folder, long number) => Path.Combine(folder, number.ToString("D8", CultureInfo.InvariantCulture) + ".log");

    /// <summary>Ascending.</summary>
    public static IReadOnlyList<long> List(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.log").Select(NumberOf).Order()];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static long NumberOf(string path) => long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidDataException($"'{path}' is not a log file of this host; 00000001.log would be.");
}
