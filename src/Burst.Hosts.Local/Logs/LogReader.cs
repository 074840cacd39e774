using System.Runtime.CompilerServices;
using Burst.Core.Hosts;

namespace Burst.Hosts.Local.Logs;

/// <summary>Reads the log of one container while it is being written.</summary>
internal sealed class LogReader(string folder, Func<bool> hasEnded, TimeProvider timeProvider)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<LogLine> ReadAsync(LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cursor = new LogCursor(folder);

        // Asked before the log is read: what was written before the end is then read in full.
        var ended = hasEnded();
        // A container that writes without pause must not keep a reader that does not follow: it gets the files there are now.
        var lastFile = LogSegments.List(folder) is [.., var last] ? last : 0;
        var lines = ReadAvailable(cursor, lastFile, cancellationToken);
        if (query.TailLines is { } tail)
            lines = Tail(lines, tail);
        foreach (var line in lines.Where(line => IsWanted(line, query)))
            yield return line;

        while (query.Follow && !ended)
        {
            await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
            ended = hasEnded();
            foreach (var line in ReadAvailable(cursor, long.MaxValue, cancellationToken).Where(line => IsWanted(line, query)))
                yield return line;
        }
    }

    private static bool IsWanted(LogLine line, LogQuery query) => query.Since is not { } since || line.At is not { } at || at >= since;

    private static IEnumerable<LogLine> ReadAvailable(LogCursor cursor, long lastFile, CancellationToken cancellationToken)
    {
        while (cursor.ReadNext(lastFile) is { Count: > 0 } lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var line in lines)
                yield return line;
        }
    }

    private static Queue<LogLine> Tail(IEnumerable<LogLine> lines, int count)
    {
        var kept = new Queue<LogLine>();
        foreach (var line in lines)
        {
            kept.Enqueue(line);
            if (kept.Count > count)
                kept.Dequeue();
        }

        return kept;
    }
}
