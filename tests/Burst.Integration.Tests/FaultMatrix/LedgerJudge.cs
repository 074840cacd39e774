using Burst.Core.Ledger;
using Burst.Cost.Charging;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>
/// The ledger against the emulator's invoice. It is the invoice, to the second, in all that ARM has said; where the answer to a delete was
/// lost, or came to a process that was killed, it goes on until the group is confirmed to be gone, and is never below the invoice. A
/// create that may have had its effect unheard, and is refused when it is sent again, is on the books for the time in between.
/// </summary>
internal static class LedgerJudge
{
    private static readonly TimeSpan Exact = TimeSpan.FromSeconds(1);

    /// <summary>From a create whose answer was lost to the answer to the next one.</summary>
    private static readonly TimeSpan DoubtMax = TimeSpan.FromSeconds(30);

    private const decimal PicoDollars = 1_000_000_000_000m;

    /// <summary>From an answer to the step of the control loop that takes it in.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Judge(IReadOnlyList<MeteredGroup> invoice, IReadOnlyList<UsageRecord> ledger, Sightings sightings)
    {
        var records = ledger.Where(record => record.EndedAt is not { } ended || ended > record.StartedAt).ToList();
        var doubts = records.Where(record => record.IsStray).ToList();
        var own = records.Except(doubts).ToList();
        foreach (var doubt in doubts.Where(doubt => doubt.EndedAt is not { } ended || ended - doubt.StartedAt > DoubtMax || own.Any(record => record.StartedAt < ended)))
            yield return $"more than the doubt about a lost answer is booked: {Describe(doubt)}";
        if (own.Count > 1)
            yield return $"{own.Count} records for one pod: {string.Join(", ", own.Select(Describe))}";
        if (invoice is [var line])
        {
            foreach (var wrong in Compare(line, own.FirstOrDefault(), sightings))
                yield return $"{wrong}: invoice {line.StartedAt:HH:mm:ss.fff} to {line.StoppedAt:HH:mm:ss.fff}, ledger {Describe(own.FirstOrDefault())}";
        }
        else if (own is [var alone] && (sightings.HasSeenPull || alone.EndedAt > sightings.FindConfirmed(alone.StartedAt) + Step + Exact))
        {
            yield return $"booked although nothing was billed: {Describe(alone)}, gone by {sightings.FindConfirmed(alone.StartedAt):HH:mm:ss.fff}";
        }
    }

    private static IEnumerable<string> Compare(MeteredGroup line, UsageRecord? record, Sightings sightings)
    {
        if (record is null)
        {
            yield return "billed and not booked";
            yield break;
        }

        if (PriceOf(record, line) is var price && Math.Abs(price - line.Cost) > 1 / PicoDollars)
            yield return $"charges ${price} for what was invoiced at ${line.Cost}";
        var stopped = line.StoppedAt ?? DateTimeOffset.MaxValue;
        if (record.StartedAt > line.StartedAt)
            yield return "begins after the invoice";
        if (sightings.HasSeenPull && line.StartedAt - record.StartedAt > Exact)
            yield return "begins before the invoice, and the start was seen";
        if (record.EndedAt is not { } ended || ended > sightings.FindConfirmed(stopped) + Step + Exact)
            yield return $"ends after it was confirmed to be gone ({sightings.FindConfirmed(stopped):HH:mm:ss.fff})";
        else if (ended < stopped - Exact)
            yield return "ends before the invoice";
    }

    /// <summary>What the ledger would charge for the time on the invoice, in dollars. Lines of an invoice are rounded so that they sum up.</summary>
    private static decimal PriceOf(UsageRecord record, MeteredGroup line)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(line.StartedAt.ToUnixTimeSeconds());
        var charge = UsageMeter.Between(record with { StartedAt = second, EndedAt = line.StoppedAt }, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        return (decimal)charge.Round().PicoDollars / PicoDollars;
    }

    private static string Describe(UsageRecord? record) =>
        record is null ? "nothing" : $"{record.Id} {record.StartedAt:HH:mm:ss.fff} to {record.EndedAt:HH:mm:ss.fff}";
}
