using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>When the world was not itself: the schedule's windows, what struck in between, and when no control plane ran.</summary>
internal sealed class FaultLog
{
    private readonly List<FaultSpan> spans = [];
    private readonly List<FaultSpan> scheduled = [];

    public IReadOnlyList<FaultSpan> Spans => spans;

    /// <summary>Everything a schedule will bring, from the beginning of the world on.</summary>
    public void AddSchedule(IEnumerable<Fault> faults, DateTimeOffset start)
    {
        foreach (var fault in faults.Where(fault => fault.Lasts > TimeSpan.Zero))
        {
            var span = new FaultSpan(fault.Kind, "", start + fault.At, start + fault.At + fault.Lasts);
            scheduled.Add(span);
            // Which machine it comes over is known when it does.
            if (!FaultGroups.LosesMachines.Contains(fault.Kind))
                spans.Add(span);
        }
    }

    public void Add(FaultKind kind, string subject, DateTimeOffset from, DateTimeOffset to) => spans.Add(new FaultSpan(kind, subject, from, to));

    /// <summary>A strike of what lasts goes on to the end of its window.</summary>
    public void AddStrike(FaultKind kind, string subject, DateTimeOffset at)
    {
        var to = scheduled.Where(span => span.Kind == kind && span.From <= at && span.To > at).Select(span => span.To).DefaultIfEmpty(at).Max();
        if (to == at || FaultGroups.LosesMachines.Contains(kind))
            Add(kind, subject, at, to);
    }

    /// <summary>Whether any of the kinds was about between two instants. An empty subject matches every one.</summary>
    public bool WasAbout(IReadOnlyList<FaultKind> kinds, DateTimeOffset from, DateTimeOffset to, string subject = "")
    {
        for (var i = spans.Count - 1; i >= 0; i--)
        {
            var span = spans[i];
            if (span.From <= to && span.To >= from && kinds.Contains(span.Kind) && (subject.Length == 0 || span.Concerns(subject)))
                return true;
        }

        return false;
    }

    /// <summary>The first instant from which on the control plane had this much time in which none of the kinds hindered it.</summary>
    public DateTimeOffset QuietFrom(IReadOnlyList<FaultKind> kinds, DateTimeOffset from, TimeSpan quiet)
    {
        var at = from;
        foreach (var span in spans.Where(span => span.To >= from && kinds.Contains(span.Kind)).OrderBy(span => span.From))
        {
            if (span.From >= at + quiet)
                break;
            if (span.To > at)
                at = span.To;
        }

        return at;
    }
}
