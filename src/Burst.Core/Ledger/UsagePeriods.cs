namespace Burst.Core.Ledger;

/// <summary>The periods that sums are kept for: equal stretches that began in 1970, so that those of a day are the UTC days.</summary>
public readonly record struct UsagePeriods(TimeSpan Length)
{
    private long LengthMillis => (long)Length.TotalMilliseconds;

    /// <summary>When the period of an instant began.</summary>
    public DateTimeOffset BeginningOf(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(BeginningOf(instant.ToUnixTimeMilliseconds()));

    /// <summary>The parts of a record that has ended, one for each period that it was in.</summary>
    /// <param name="record">Has ended.</param>
    /// <param name="keptFrom">What was before is left out.</param>
    public IEnumerable<(DateTimeOffset From, UsageSlice Part)> Split(UsageRecord record, DateTimeOffset keptFrom)
    {
        var start = record.StartedAt.ToUnixTimeMilliseconds();
        var end = Math.Max(start, record.EndedAt!.Value.ToUnixTimeMilliseconds());
        for (var from = BeginningOf(Math.Max(start, keptFrom.ToUnixTimeMilliseconds())); from <= end; from += LengthMillis)
        {
            if (UsageSlice.Cut(record, from, from + LengthMillis) is { } part)
                yield return (DateTimeOffset.FromUnixTimeMilliseconds(from), part);
        }
    }

    private long BeginningOf(long millis) => millis - (((millis % LengthMillis) + LengthMillis) % LengthMillis);
}
