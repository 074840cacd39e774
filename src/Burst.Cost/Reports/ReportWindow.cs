using Burst.Core.Ledger;
using Burst.Cost.Charging;

namespace Burst.Cost.Reports;

/// <summary>
/// The part of a ledger that a report is of. A period that is kept as sums cannot be cut, so a window that would cut one is widened
/// to the whole of it, for single records as for sums.
/// </summary>
internal sealed class ReportWindow
{
    private ReportWindow(DateTimeOffset from, DateTimeOffset to) => (From, To) = (from, to);

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    /// <summary>What single records used in the window.</summary>
    public required IReadOnlyList<UsageSlice> Slices { get; init; }

    /// <summary>The sums of the periods in the window.</summary>
    public required IReadOnlyList<UsageSum> Sums { get; init; }

    public long Millis => To.ToUnixTimeMilliseconds() - From.ToUnixTimeMilliseconds();

    /// <summary>Until when the window has sums; null when it has none.</summary>
    public DateTimeOffset? SumsUntil => Sums.Count == 0 ? null : Sums.Max(sum => sum.To);

    /// <summary>All that pods used, from records and from sums.</summary>
    public IEnumerable<PodUse> Uses
    {
        get
        {
            var first = Sums.Count == 0 ? default : Sums.Min(sum => sum.From);
            return Slices.Where(slice => slice.IsPod).Select(PodUse.Of)
                .Concat(Sums.Select(sum => PodUse.Of(sum, sum.From == first)));
        }
    }

    /// <exception cref="ArgumentException">The window ends before it begins, or two records have one id.</exception>
    public static ReportWindow Of(UsageLedger ledger, DateTimeOffset from, DateTimeOffset to)
    {
        if (from > to)
            throw new ArgumentException($"The window ends at {to:O}, before it begins at {from:O}.", nameof(to));
        var sums = ledger.Sums.Where(sum => sum.From < to && sum.To > from).ToArray();
        var begin = sums.Select(sum => sum.From).Append(from).Min();
        var end = sums.Select(sum => sum.To).Append(to).Max();
        return new ReportWindow(begin, end) { Slices = Cut(ledger.Records, begin, end), Sums = sums };
    }

    /// <summary>An id is one use of one thing: to see it twice would charge it twice, so it is refused.</summary>
    private static List<UsageSlice> Cut(IReadOnlyList<UsageRecord> usage, DateTimeOffset from, DateTimeOffset to)
    {
        var slices = new List<UsageSlice>();
        var ids = new HashSet<string>(usage.Count, StringComparer.Ordinal);
        foreach (var record in usage.Where(record => record.Kind is not UsageKind.RefusedCreate))
        {
            if (!ids.Add(record.Id))
                throw new ArgumentException($"The usage record {record.Id} is there twice.", nameof(usage));
            if (UsageSlice.Cut(record, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()) is { } slice)
                slices.Add(slice);
        }

        return slices;
    }
}
