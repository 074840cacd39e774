using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>When the world was not itself: the schedule's windows, what struck in between, and when no control plane ran.</summary>
internal sealed class FaultLog
{
    // By kind: a question names a few kinds, and a long history has thousands of spans of the others.
    private readonly Dictionary<FaultKind, FaultSpans> spans = [];
    private readonly Dictionary<FaultKind, FaultSpans> scheduled = [];
    private static readonly FaultSpans None = new();

    /// <summary>Everything a schedule will bring, from the beginning of the world on.</summary>
    public void AddSchedule(IEnumerable<Fault> faults, DateTimeOffset start)
    {
        foreach (var fault in faults.Where(fault => fault.Lasts > TimeSpan.Zero))
        {
            var span = new FaultSpan(fault.Kind, "", start + fault.At, start + fault.At + fault.Lasts);
            Enter(scheduled, span);
            // Which machine it comes over is known when it does.
            if (!FaultGroups.LosesMachines.Contains(fault.Kind))
                Enter(spans, span);
        }
    }

    public void Add(FaultKind kind, string subject, DateTimeOffset from, DateTimeOffset to) =>
        Enter(spans, new FaultSpan(kind, subject, from, to));

    /// <summary>A strike of what lasts goes on to the end of its window.</summary>
    public void AddStrike(FaultKind kind, string subject, DateTimeOffset at)
    {
        var end = Of(scheduled, kind).LatestEndOfBegunBy(at);
        var to = end > at ? end : at;
        if (to == at || FaultGroups.LosesMachines.Contains(kind))
            Add(kind, subject, at, to);
    }

    /// <summary>Whether any of the kinds was about between two instants. An empty subject matches every one.</summary>
    public bool WasAbout(IReadOnlyList<FaultKind> kinds, DateTimeOffset from, DateTimeOffset to, string subject = "")
    {
        foreach (var kind in kinds)
        {
            var log = Of(spans, kind);
            if (subject.Length == 0 ? log.AnyBetween(from, to) : log.Between(from, to).Any(span => span.Concerns(subject)))
                return true;
        }

        return false;
    }

    /// <summary>The first instant from which on the control plane had this much time in which none of the kinds hindered it.</summary>
    public DateTimeOffset QuietFrom(IReadOnlyList<FaultKind> kinds, DateTimeOffset from, TimeSpan quiet)
    {
        var at = from;
        for (var before = DateTimeOffset.MinValue; before < at;)
        {
            before = at;
            foreach (var kind in kinds)
            {
                var end = Of(spans, kind).LatestEndOfBegunBefore(at + quiet);
                at = end > at ? end : at;
            }
        }

        return at;
    }

    /// <summary>The last instant from which on, until another, this much time has passed in which none of the kinds was about.</summary>
    public DateTimeOffset Before(IReadOnlyList<FaultKind> kinds, DateTimeOffset to, TimeSpan length)
    {
        var (from, left) = (to, length);
        while (true)
        {
            var end = kinds.Max(kind => Of(spans, kind).LatestEndOfBegunBefore(from));
            var without = end < from ? from - end : TimeSpan.Zero;
            if (without >= left)
                return from - left;
            left -= without;
            from = kinds.SelectMany(kind => Of(spans, kind).Between(from - without, from)).Min(span => span.From);
        }
    }

    /// <summary>When one of the kinds came or went last; the beginning of time when none did.</summary>
    public DateTimeOffset LastTurn(IReadOnlyList<FaultKind> kinds, DateTimeOffset now) => kinds.Max(kind => Of(spans, kind).LastTurn(now));

    private static FaultSpans Of(Dictionary<FaultKind, FaultSpans> log, FaultKind kind) => log.GetValueOrDefault(kind) ?? None;

    private static void Enter(Dictionary<FaultKind, FaultSpans> log, FaultSpan span)
    {
        if (!log.TryGetValue(span.Kind, out var ofKind))
            log[span.Kind] = ofKind = new FaultSpans();
        ofKind.Add(span);
    }
}
