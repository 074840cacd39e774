using System.Text;

namespace Burst.Hosts.Aci.Logs;

/// <summary>
/// What ACI keeps of a log: the last 4 MB while the container runs, the last 16 KB or 1,000 lines once it has ended. It does not say that
/// something is missing, so an answer that nearly fills its window counts as cut.
/// </summary>
internal static class LogWindow
{
    public const int RunningBytesMax = 4 * 1024 * 1024;
    public const int EndedBytesMax = 16 * 1024;
    public const int EndedLinesMax = 1000;

    /// <summary>Why the beginning of this log may be missing; null when it is whole.</summary>
    public static string? FindCut(string content, bool hasEnded)
    {
        var bytes = Encoding.UTF8.GetByteCount(content);
        var lines = content.AsSpan().Count('\n') + (content.Length > 0 && content[^1] != '\n' ? 1 : 0);
        if (hasEnded && (Fills(bytes, EndedBytesMax) || lines == EndedLinesMax))
            return "the beginning may be missing: of a container that has ended Azure keeps the last 16 KB or 1,000 lines";
        return bytes >= RunningBytesMax / 16 * 15
            ? "the beginning may be missing: of a container that runs Azure keeps the last 4 MB"
            : null;
    }

    /// <summary>It is cut at a line's end, so what is kept may be a line shorter than the window. More than the window was not cut by it.</summary>
    private static bool Fills(int bytes, int window) => bytes >= window / 16 * 15 && bytes <= window;
}
