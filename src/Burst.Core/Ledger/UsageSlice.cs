namespace Burst.Core.Ledger;

/// <summary>The part of a usage record inside a window, in Unix milliseconds, [from, to).</summary>
public readonly record struct UsageSlice(UsageRecord Record, long FromMillis, long ToMillis)
{
    private const long MillisPerSecond = 1000;

    public long Millis => ToMillis - FromMillis;

    public bool IsPod => Record.Kind is not UsageKind.VmNode;

    /// <summary>
    /// Milliseconds of the seconds, counted from the record's start, that started in the slice: ACI charges each of them whole.
    /// Those of adjoining slices add up to those of the whole, wherever the cut is.
    /// </summary>
    public long StartedSecondsMillis
    {
        get
        {
            var start = Record.StartedAt.ToUnixTimeMilliseconds();
            return WholeSecondsUp(ToMillis - start) - WholeSecondsUp(FromMillis - start);
        }
    }

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

    /// <summary>Milliseconds for which both were there.</summary>
    public long OverlapMillis(UsageSlice other) =>
        Math.Max(0, Math.Min(other.ToMillis, ToMillis) - Math.Max(other.FromMillis, FromMillis));

    private static long WholeSecondsUp(long millis) => (millis + MillisPerSecond - 1) / MillisPerSecond * MillisPerSecond;
}
