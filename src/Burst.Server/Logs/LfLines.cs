using System.Runtime.CompilerServices;
using System.Text;

namespace Burst.Server.Logs;

/// <summary>
/// Reads lines that end with LF alone. The framework's readers also split at CR, which programs write in the middle of a line to draw
/// progress.
/// </summary>
internal static class LfLines
{
    public static async IAsyncEnumerable<string> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var buffer = new char[8192];
        var line = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var from = 0;
            for (var end = IndexOfLf(buffer, from, read); end >= 0; end = IndexOfLf(buffer, from, read))
            {
                yield return line.Append(buffer, from, end - from).ToString();
                line.Clear();
                from = end + 1;
            }

            line.Append(buffer, from, read - from);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }

    private static int IndexOfLf(char[] buffer, int from, int end) => Array.IndexOf(buffer, '\n', from, end - from);
}
