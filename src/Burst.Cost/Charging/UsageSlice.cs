using Burst.Core.Ledger;

namespace Burst.Cost.Charging;

/// <summary>The part of a usage record inside a window, in Unix milliseconds, [from, to).</summary>
internal readonly record struct UsageSlice(UsageRecord Record, long FromMillis, long ToMillis)
{
    public long Millis => ToMillis - FromMillis;

    public bool IsPod => Record.Kind is not UsageKind.VmNode;

    /// <summary>
    /// Null when the record is not in the window. A record that ended as it began is, when it began in the window. One that ended
    /// before it began (a clock was set back) counts as ended as it began.
    /// </summary>
    public static UsageSlice? Cut(UsageRecord record, long fromMillis, long toMillis)
    {
        var start = record.StartedAt.ToUnixTimeMilliseconds();
        if (start >= toMillis)
            return null;
        var end = record.EndedAt is { } ended ? Math.Max(start, ended.ToUnixTimeMilliseconds()) : toMillis;
        if (end < fromMillis || (end == fromMillis && start < end))
            return null;
        return new UsageSlice(record, Math.Max(start, fromMillis), Math.Min(end, toMillis));
    }
}
