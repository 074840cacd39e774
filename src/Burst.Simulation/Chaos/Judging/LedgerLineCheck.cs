using Burst.Core.Ledger;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>One usage record against the life it stands for, or the lives, of which the world took all but the last.</summary>
internal sealed class LedgerLineCheck(JudgedWorld world, ViolationLog violations)
{
    public void Judge(IReadOnlyList<PodLife> lives, UsageRecord record)
    {
        var life = lives[^1];
        var known = lives.LastOrDefault(CouldBeKnown);
        if (known is not null)
            JudgeSize(known, record);
        if (known is not null || !record.StartIsPresumed)
            JudgeStart(FindBegun(lives, record), ToldUntil(life), record);
        JudgeEnd(life, record);
    }

    /// <summary>Nothing ever ran: what was presumed to must have been found out.</summary>
    public void JudgeWithoutLife(UsageRecord record)
    {
        var ended = record.EndedAt ?? world.Now;
        var latest = world.SeenBy(record.StartedAt) + OwnClock(true);
        if (ended > record.StartedAt && ended > latest)
            Accuse(record, $"{record.StartedAt:O} to {ended:O} on {record.Node} in the ledger, and nothing ran there");
    }

    /// <summary>
    /// What a late message has made, and what was gone before any read had told of it, can be of another tier than what was asked for last:
    /// lists do not say. What a read told a control plane that stood still as the answer came is as good as not told.
    /// </summary>
    private bool CouldBeKnown(PodLife life) => !life.IsOfLateMessage || life.IsLive
        || (life.ReadAt is { } read && !world.Faults.WasAbout(FaultGroups.StopsSteps, read, read + world.Limits.AnsweredWithin));

    private void JudgeSize(PodLife life, UsageRecord record)
    {
        if (record.Tier != life.Tier)
            Accuse(record, $"booked as {record.Tier}, ran as {life.Tier}{(life.ReadAt is { } read ? $", which was told at {read:O}" : "")}");
        if (life.IsGroup && record.Billed != life.Size)
            Accuse(record, $"booked {record.Billed}, billed {life.Size}");
        if (!life.IsGroup && record.Requested != life.Requests)
            Accuse(record, $"booked {record.Requested}, ran with {life.Requests}");
    }

    /// <summary>
    /// With which of the lives it begins: the first, or one after that where those before were taken so soon that nobody had seen them.
    /// </summary>
    private DateTimeOffset FindBegun(IReadOnlyList<PodLife> lives, UsageRecord record)
    {
        var begun = lives.Select(life => life.BilledFrom).OfType<DateTimeOffset>().ToList();
        return begun[Math.Max(0, begun.FindLastIndex(from => from <= record.StartedAt + world.Limits.Exact))];
    }

    /// <summary>
    /// Until when it could be told when it began: until its end, or until its user asked for something else. What is seen of one whose end has been
    /// asked for may be a life that came back, after one that was billed too.
    /// </summary>
    private DateTimeOffset ToldUntil(PodLife life)
    {
        var ended = life.EndedAt ?? world.Now;
        return world.Book.Find(life.Workload) is { } workload && workload.SentAt > life.StartedAt && workload.SentAt < ended ? workload.SentAt : ended;
    }

    private void JudgeStart(DateTimeOffset from, DateTimeOffset toldUntil, UsageRecord record)
    {
        var late = record.StartedAt - from;
        if (late > (record.StartIsPresumed ? world.Limits.ToldToTheSecond : world.Limits.Exact) + OwnClock(record.StartIsPresumed))
            Accuse(record, $"begins at {record.StartedAt:O}, {late} after the invoice");
        var couldSee = !record.StartIsPresumed || world.SeenBy(from) < toldUntil;
        if (couldSee && -late > world.Limits.Exact)
            Accuse(record, $"begins at {record.StartedAt:O}, {-late} before the invoice, and the beginning could be seen");
    }

    private void JudgeEnd(PodLife life, UsageRecord record)
    {
        if (life.EndedAt is not { } to)
        {
            if (record.EndedAt is { } closed)
                Accuse(record, $"ends at {closed:O}, and {life} lives");
            return;
        }

        var isSeen = IsEndSeen(life, to);
        var end = record.EndedAt ?? world.Now;
        var early = to - end;
        if (early > world.Limits.Exact + OwnClock(!isSeen))
            Accuse(record, $"ends at {end:O}, {early} before the invoice");
        var latest = isSeen ? to + world.Limits.Exact : world.SeenBy(to) + world.Limits.Exact + OwnClock(true);
        if (end > latest)
            Accuse(record, $"ends at {end:O}, {-early} after the invoice, {(isSeen ? "and the end could be seen" : $"and by {latest:O} it had to be seen")}");
    }

    /// <summary>
    /// It was there, ended, until the control plane itself took it away, and nothing hindered. What ended while its delete was under way may have
    /// been gone before anyone had to look again, unless somebody did.
    /// </summary>
    private bool IsEndSeen(PodLife life, DateTimeOffset to)
    {
        if (life.RemovedBy != PodEnd.ControlPlane || life.RemovedAt is not { } removed)
            return false;
        var isOwnEnd = (life.End == PodEnd.Itself && (!life.IsEndedWhileLeaving || life.WasEndRead)) || (!life.IsGroup && life.End == PodEnd.ControlPlane);
        var isLeftAlone = world.Book.Find(life.Workload) is not { } workload
            || workload.ChangedAt < to - world.Limits.Settle || workload.SentAt > removed;
        return isOwnEnd && isLeftAlone && !world.Book.IsPodDeleted(life.PodName)
            && !world.Faults.WasAbout(FaultGroups.Blinds, to - world.Limits.Settle, removed + world.Limits.Settle);
    }

    private TimeSpan OwnClock(bool isOwnTime) =>
        isOwnTime && world.Faults.WasAbout(FaultGroups.MovesClock, DateTimeOffset.MinValue, world.Now) ? world.Limits.ClockErrorMax : TimeSpan.Zero;

    private void Accuse(UsageRecord record, string how) => violations.Add(Promises.Invoice, record.PodName, how);
}
