namespace Burst.Hosts.Aci.Limits;

/// <summary>
/// ARM's token buckets of one principal and subscription, which all virtual nodes there draw from. Status reads keep to half of the
/// reads, and calls leave a few, so that there is always one for a check or a list. When reads are scarce, creates and deletes take turns.
/// Callers hold <see cref="Gate"/>.
/// </summary>
internal sealed class SubscriptionBudget
{
    /// <summary>Reads that neither calls nor status reads take.</summary>
    public const int ReadsKept = 5;

    public const int ReadsOfCreate = 1;

    /// <summary>What there is, whether it is gone, and whether it is so still.</summary>
    public const int ReadsOfDelete = 3;

    /// <summary>Who has not asked again for so long no longer wants to.</summary>
    private static readonly TimeSpan WantsFor = TimeSpan.FromSeconds(2);

    private readonly TokenBucket reads;
    private readonly TokenBucket statusReads;
    private readonly TokenBucket writes;
    private readonly TokenBucket deletes;
    private Shortage createsShort;
    private Shortage deletesShort;

    public SubscriptionBudget(AciRates rates, TimeSpan now)
    {
        reads = Create(rates.Reads);
        writes = Create(rates.Writes);
        deletes = Create(rates.Deletes);
        statusReads = Create(new BucketRate(rates.Reads.Burst / 2, rates.Reads.Every * 2));

        TokenBucket Create(BucketRate rate) => new(rate, rate.Burst * rates.FullAtStartPercent / 100, now);
    }

    public Lock Gate { get; } = new();

    public TokenBucket Of(RequestKind kind) => kind switch
    {
        RequestKind.Read => reads,
        RequestKind.Delete => deletes,
        _ => writes,
    };

    public int StatusReadsLeft(TimeSpan now) => Math.Min(statusReads.Left(now), Math.Max(0, reads.Left(now) - ReadsKept));

    public void CountStatusReads(int count, TimeSpan now)
    {
        for (var i = 0; i < count; i++)
        {
            var ticket = statusReads.Take(now);
            statusReads.Settle(ticket, null, now);
        }
    }

    /// <summary>Until the reads of a create can be had, and it is its turn; zero for now, and then they have to be taken.</summary>
    public TimeSpan WaitForCreateReads(TimeSpan now) => WaitForReads(ReadsOfCreate, ref createsShort, deletesShort, ReadsOfDelete, now);

    /// <inheritdoc cref="WaitForCreateReads"/>
    public TimeSpan WaitForDeleteReads(TimeSpan now) => WaitForReads(ReadsOfDelete, ref deletesShort, createsShort, ReadsOfCreate, now);

    private TimeSpan WaitForReads(int own, ref Shortage mine, Shortage theirs, int others, TimeSpan now)
    {
        var hasPrecedence = theirs.Since is { } since && now - theirs.AskedAt <= WantsFor && (mine.Since is not { } ours || since < ours);
        var wait = reads.WaitFor(ReadsKept + own + (hasPrecedence ? others : 0), now);
        mine = wait > TimeSpan.Zero ? new Shortage(mine.Since ?? now, now) : default;
        return wait;
    }

    /// <summary>Since when one kind of call has gone without, and when it asked last.</summary>
    private readonly record struct Shortage(TimeSpan? Since, TimeSpan AskedAt);
}
