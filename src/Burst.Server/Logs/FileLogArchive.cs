using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Server.Security;

namespace Burst.Server.Logs;

/// <summary>
/// Logs of ended pods as text files in the state folder: <c>{uid}/{container}.log</c>, a line per line with its time before it, or
/// <c>-</c> for none, or <c>!</c> for a remark.
/// </summary>
public sealed class FileLogArchive(string folder, int podsMax = 5000, long bytesPerLogMax = 16 * 1024 * 1024) : ILogArchive
{
    private const string NoTime = "-";
    private const string RemarkMark = "!";

    private readonly Lock pruning = new();
    private int saves;

    public bool Has(PodUid pod, string container) => File.Exists(FileOf(pod, container));

    public async Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken)
    {
        var file = FileOf(pod, container);
        PrivateFile.CreateFolder(folder);
        PrivateFile.CreateFolder(Path.GetDirectoryName(file)!);
        var temporary = file + ".new";
        var isPart = await WriteAsync(temporary, lines, cancellationToken).ConfigureAwait(false);
        if (isPart && File.Exists(file) && await IsWholeAsync(file, cancellationToken).ConfigureAwait(false))
            File.Delete(temporary);
        else
            File.Move(temporary, file, overwrite: true);
        Prune();
    }

    public async IAsyncEnumerable<LogLine> ReadAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = FileOf(pod, container);
        if (!File.Exists(file))
            yield break;
        var count = 0;
        await foreach (var line in ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            if (line.IsRemark)
                yield return line;
            else
                count++;
        }

        var skip = query.TailLines is { } tail ? Math.Max(0, count - tail) : 0;
        await foreach (var line in ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            if (line.IsRemark || skip-- > 0)
                continue;
            if (query.Since is not { } since || line.At is not { } at || at >= since)
                yield return line;
        }
    }

    /// <returns>Whether a remark is among the lines.</returns>
    private async Task<bool> WriteAsync(string file, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        var (bytes, hasRemark) = (0L, false);
        await foreach (var line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            hasRemark |= line.IsRemark;
            bytes += line.Text.Length + 32;
            if (bytes > bytesPerLogMax)
            {
                await writer.WriteLineAsync($"{RemarkMark} the rest was cut: of a log {bytesPerLogMax} bytes are saved").ConfigureAwait(false);
                return true;
            }

            var at = line.IsRemark ? RemarkMark : line.At?.ToString("O", CultureInfo.InvariantCulture) ?? NoTime;
            await writer.WriteLineAsync($"{at} {line.Text.Replace('\n', ' ')}").ConfigureAwait(false);
        }

        return hasRemark;
    }

    private static async Task<bool> IsWholeAsync(string file, CancellationToken cancellationToken)
    {
        await foreach (var line in ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            if (line.IsRemark)
                return false;
        }

        return true;
    }

    private static IAsyncEnumerable<LogLine> ReadAsync(string file, CancellationToken cancellationToken) =>
        LfLines.ReadAsync(file, cancellationToken).Select(Parse);

    private static LogLine Parse(string text)
    {
        var space = text.IndexOf(' ');
        if (space < 0)
            return new LogLine(null, text);
        if (text.StartsWith(RemarkMark + " ", StringComparison.Ordinal))
            return LogLine.Remark(text[(space + 1)..]);
        var known = DateTimeOffset.TryParse(text.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at);
        return new LogLine(known ? at : null, text[(space + 1)..]);
    }

    private string FileOf(PodUid pod, string container) => Path.Combine(folder, pod.Value, $"{container}.log");

    /// <summary>Looks at the folder once in a hundred saves; the oldest pods go.</summary>
    private void Prune()
    {
        if (Interlocked.Increment(ref saves) % 100 != 0)
            return;
        lock (pruning)
        {
            var pods = new DirectoryInfo(folder).GetDirectories();
            foreach (var old in pods.OrderByDescending(pod => pod.LastWriteTimeUtc).Skip(podsMax))
                old.Delete(recursive: true);
        }
    }
}
