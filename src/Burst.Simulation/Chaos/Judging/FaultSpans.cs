namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// When one kind of fault was about. The judge asks as often as things happen and of ever more of them, so a question about some time
/// must not look at all of them.
/// </summary>
internal sealed class FaultSpans
{
    // In the order in which they began; with each the latest end of all up to it, which never falls.
    private readonly List<(FaultSpan Span, DateTimeOffset LatestEnd)> inOrder = [];

    public void Add(FaultSpan span)
    {
        var at = CountUntil(span.From);
        inOrder.Insert(at, (span, Later(LatestEndOfFirst(at), span.To)));
        for (var next = at + 1; next < inOrder.Count && inOrder[next].LatestEnd < span.To; next++)
            inOrder[next] = (inOrder[next].Span, span.To);
    }

    /// <summary>Whether one was about at some instant between two.</summary>
    public bool AnyBetween(DateTimeOffset from, DateTimeOffset to) => CountUntil(to) is > 0 and var count && inOrder[count - 1].LatestEnd >= from;

    /// <summary>The latest end of those that had begun by an instant; the beginning of time when there are none.</summary>
    public DateTimeOffset LatestEndOfBegunBy(DateTimeOffset at) => LatestEndOfFirst(CountUntil(at));

    /// <summary>The latest end of those that had begun before an instant; the beginning of time when there are none.</summary>
    public DateTimeOffset LatestEndOfBegunBefore(DateTimeOffset at) => LatestEndOfBegunBy(at.AddTicks(-1));

    /// <summary>Those that were about at some instant between two, the last that began first.</summary>
    public IEnumerable<FaultSpan> Between(DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = CountUntil(to) - 1; at >= 0 && inOrder[at].LatestEnd >= from; at--)
        {
            if (inOrder[at].Span.To >= from)
                yield return inOrder[at].Span;
        }
    }

    /// <summary>When one came or went last; the beginning of time when none did.</summary>
    public DateTimeOffset LastTurn(DateTimeOffset now)
    {
        var last = DateTimeOffset.MinValue;
        for (var at = inOrder.Count - 1; at >= 0 && inOrder[at].LatestEnd > last; at--)
        {
            var span = inOrder[at].Span;
            last = Later(last, span.To <= now ? span.To : span.From);
        }

        return last;
    }

    private DateTimeOffset LatestEndOfFirst(int count) => count == 0 ? DateTimeOffset.MinValue : inOrder[count - 1].LatestEnd;

    /// <summary>How many have begun by an instant.</summary>
    private int CountUntil(DateTimeOffset at)
    {
        var (low, high) = (0, inOrder.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (inOrder[middle].Span.From <= at)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
