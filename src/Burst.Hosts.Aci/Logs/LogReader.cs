using System.Globalization;
using Burst.Core.Hosts;

namespace Burst.Hosts.Aci.Logs;

/// <summary>Turns ACI's answers into the lines one query asks for. A line is given out once, and only when it is whole.</summary>
internal sealed class LogReader(LogQuery query)
{
    private readonly LogSplice _splice = new();
    private string _unfinished = "";
    private bool _isFirst = true;

    /// <param name="content">All the log ACI keeps.</param>
    /// <param name="isLast">Nothing more will be written, so the last line is whole without a line end.</param>
    public IReadOnlyList<LogLine> Take(string content, bool isLast)
    {
        var (text, continues) = _splice.TakeNew(content);
        var lines = new List<string>();
        if (!continues && _unfinished.Length > 0)
            lines.Add(_unfinished);
        lines.AddRange(((continues ? _unfinished : "") + text).Split('\n'));
        _unfinished = lines[^1];
        lines.RemoveAt(lines.Count - 1);
        if (isLast && _unfinished.Length > 0)
        {
            lines.Add(_unfinished);
            _unfinished = "";
        }

        return Select(lines);
    }

    private List<LogLine> Select(List<string> lines)
    {
        var selected = lines.Select(Parse).Where(line => query.Since is null || line.At is null || line.At >= query.Since).ToList();
        if (_isFirst && query.TailLines is { } tail && selected.Count > tail)
            selected.RemoveRange(0, selected.Count - tail);
        _isFirst = false;
        return selected;
    }

    /// <summary>ACI begins each line with its time and a space.</summary>
    private static LogLine Parse(string line)
    {
        var text = line.EndsWith('\r') ? line[..^1] : line;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var stamp = space < 0 ? text : text[..space];
        return FindTime(stamp) is { } at ? new LogLine(at, space < 0 ? "" : text[(space + 1)..]) : new LogLine(null, text);
    }

    private static DateTimeOffset? FindTime(string stamp)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var hasForm = stamp.Length > 18 && stamp[10] == 'T';
        return hasForm && DateTimeOffset.TryParse(TrimFraction(stamp), CultureInfo.InvariantCulture, Utc, out var at) ? at : null;
    }

    /// <summary>Nanoseconds, cut to the ticks that .NET reads.</summary>
    private static string TrimFraction(string stamp)
    {
        var dot = stamp.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return stamp;
        var end = dot + 1;
        while (end < stamp.Length && char.IsAsciiDigit(stamp[end]))
            end++;
        return end - dot > 8 ? stamp[..(dot + 8)] + stamp[end..] : stamp;
    }
}
