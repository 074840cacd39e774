using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>When the world was not itself: the schedule's windows, what struck in between, and when no control plane ran.</summary>
internal sealed class FaultLog
{
    // By kind: a question names a few kinds, and a long history has thousands of spans of the others.
    private readonly Dictionary<FaultKind, List<FaultSpan>> spans = [];
    private readonly Dictionary<FaultKind, List<FaultSpan>> scheduled = [];
    private static readonly List<FaultSpan> None = [];

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
        var to = at;
        foreach (var span in Of(scheduled, kind))
        {
            if (span.From <= at && span.To > to)
                to = span.To;
        }

        if (to == at || FaultGroups.LosesMachines.Contains(kind))
            Add(kind, subject, at, to);
    }

    /// <summary>Whether any of the kinds was about between two instants. An empty subject matches every one.</summary>
    public bool WasAbout(IReadOnlyList<FaultKind> kinds, DateTimeOffset from, DateTimeOffset to, string subject = "")
    {
        foreach (var kind in kinds)
        {
            foreach (var span in Of(spans, kind))
            {
                if (span.From <= to && span.To >= from && (subject.Length == 0 || span.Concerns(subject)))
                    return true;
            }
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
                foreach (var span in Of(spans, kind))
                {
                    if (span.To > at && span.From < at + quiet)
                        at = span.To;
                }
            }
        }

        return at;
    }

    /// <summary>The last instant from which on, until another, this much time has passed in which none of the kinds was about.</summary>
    public DateTimeOffset Before(IReadOnlyList<FaultKind> kinds, DateTimeOffset to, TimeSpan length)
    {
        var (from, left) = (to, length);
        foreach (var span in kinds.SelectMany(kind => Of(spans, kind)).Where(span => span.From < to).OrderByDescending(span => span.To))
        {
            var without = span.To < from ? from - span.To : TimeSpan.Zero;
            if (without >= left)
                break;
            left -= without;
            from = span.From < from ? span.From : from;
        }

        return from - left;
    }

    /// <summary>When one of the kinds came or went last; the beginning of time when none did.</summary>
    public DateTimeOffset LastTurn(IReadOnlyList<FaultKind> kinds, DateTimeOffset now)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var span in kinds.SelectMany(kind => Of(spans, kind)))
        {
            var turn = span.To <= now ? span.To : span.From;
            last = turn > last ? turn : last;
        }

        return last;
    }

    private static List<FaultSpan> Of(Dictionary<FaultKind, List<FaultSpan>> log, FaultKind kind) => log.GetValueOrDefault(kind) ?? None;

    private static void Enter(Dictionary<FaultKind, List<FaultSpan>> log, FaultSpan span)
    {
        if (!log.TryGetValue(span.Kind, out var list))
            log[span.Kind] = list = [];
        list.Add(span);
    }
}
