using Burst.Core.Ids;
using Burst.Core.Ledger;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// The ledger against the world's meter. Where the control plane could see what happened both are the same. Where it could not,
/// the ledger may be above the invoice, for as long as it was blind; it is never below.
/// </summary>
internal sealed class LedgerCheck(JudgedWorld world, ViolationLog violations)
{
    private readonly LedgerLineCheck lines = new(world, violations);

    /// <summary>What was billed for pods that came back after the ledger had closed on them.</summary>
    public long StraySeconds { get; private set; }

    public void Judge(IReadOnlyList<UsageRecord> ledger)
    {
        var byPod = new SortedDictionary<PodUid, List<UsageRecord>>();
        foreach (var record in ledger.Where(record => record.Pod is not null && record.Kind != UsageKind.RefusedCreate))
        {
            if (!byPod.TryGetValue(record.Pod!.Value, out var records))
                byPod.Add(record.Pod.Value, records = []);
            records.Add(record);
        }

        foreach (var records in byPod.Values)
            JudgeOverlaps([.. records.Where(record => !record.IsStray && !IsVoid(record)).OrderBy(record => record.StartedAt)]);
        foreach (var life in world.Register.All)
            JudgeLife(life, byPod.GetValueOrDefault(life.Uid) ?? []);
        foreach (var record in byPod.Values.SelectMany(records => records).Where(record => FindLife(record) is null))
            lines.JudgeWithoutLife(record);
    }

    private void JudgeOverlaps(UsageRecord[] records)
    {
        for (var i = 1; i < records.Length; i++)
        {
            if (records[i].StartedAt < (records[i - 1].EndedAt ?? world.Now))
                violations.Add(Promises.OnceOnly, records[i].PodName, $"intervals from {records[i - 1].StartedAt:O} and {records[i].StartedAt:O} overlap");
        }
    }

    private void JudgeLife(PodLife life, List<UsageRecord> records)
    {
        if (life.BilledFrom is not { } from)
            return;
        if (FindOwn(life, records) is { } own)
        {
            lines.Judge([life], own);
            return;
        }

        var record = FindRecord(life, records);
        var booked = FindBooked(life, record, records);
        if (booked.Count == 0 || !ReferenceEquals(life, booked[^1]))
        {
            // Judged by whether it may come back at all; the pod's record ends with another of its lives, or stands for a place it went to.
            StraySeconds += (long)Math.Ceiling(((life.EndedAt ?? world.Now) - from).TotalSeconds);
            return;
        }

        if (record is null)
            violations.Add(Promises.Invoice, life.PodName, $"{life} ran from {from:O} and is not in the ledger");
        else
            lines.Judge(booked, record);
    }

    /// <summary>
    /// Of an early try that went astray, and of the pod's own, the one of its time. Where the clock was set a presumed instant says
    /// little, and the tier tells the two apart first.
    /// </summary>
    private UsageRecord? FindRecord(PodLife life, List<UsageRecord> records) => records
        .Where(record => record.Node == life.Node && !IsOfOneLife(record))
        .OrderByDescending(record => record.Tier == life.Tier || !WasClockSet)
        .ThenByDescending(record => IsDuring(life, record)).ThenBy(record => record.IsStray)
        .ThenByDescending(record => (record.EndedAt ?? world.Now) - record.StartedAt).FirstOrDefault();

    private bool WasClockSet => world.Faults.WasAbout(FaultGroups.MovesClock, DateTimeOffset.MinValue, world.Now);

    /// <summary>
    /// The lives in one place that the record stands for: the first; and, where the world took it before the create was known to have
    /// succeeded, so that the same create was sent again, or came again by itself, the next. A message that arrives once more, and was sent
    /// for the group before, is the world's doing. A life is none of them that a repeated message began and that was
    /// over before the record opened, or that has none: its create had been refused, and the pod went elsewhere or was asked for anew.
    /// </summary>
    private List<PodLife> FindBooked(PodLife life, UsageRecord? record, List<UsageRecord> records)
    {
        var here = world.Register.OfPod(life.Uid).Where(other => other.Node == life.Node && FindOwn(other, records) is null).ToList();
        if (life.IsReturn && here.Count == 1)
            return [];
        var asked = here.SkipWhile(other => other.IsOfLateMessage && (record is null || IsVoid(record) || other.EndedAt < record.StartedAt)).ToList();
        var taken = asked.TakeWhile(other => other.RemovedBy == PodEnd.World || other.IsEndedByLateMessage).Count();
        return [.. asked.Take(taken + 1)];
    }

    /// <summary>A presumed record of a create whose effect nobody saw may be longer than that of the life itself, and is of another time.</summary>
    private bool IsDuring(PodLife life, UsageRecord record) =>
        record.StartedAt <= (life.EndedAt ?? world.Now) && (record.EndedAt ?? world.Now) >= life.BilledFrom;

    /// <summary>It stands for a create that was refused, or is as empty for a clock that was set.</summary>
    private static bool IsVoid(UsageRecord record) => record.StartIsPresumed && record.EndedAt == record.StartedAt;

    /// <summary>What nobody claimed, and was seen, is booked life by life.</summary>
    private static bool IsOfOneLife(UsageRecord record) => record is { IsStray: true, StartIsPresumed: false };

    private UsageRecord? FindOwn(PodLife life, List<UsageRecord> records) => records.Find(record =>
        IsOfOneLife(record) && record.Node == life.Node && record.EndedAt != record.StartedAt
        && life.BilledFrom is { } from && (record.StartedAt - from).Duration() <= world.Limits.Exact);

    private PodLife? FindLife(UsageRecord record) =>
        world.Register.OfPod(record.Pod!.Value).FirstOrDefault(life => life.Node == record.Node && life.BilledFrom is not null);
}
