namespace Burst.Hosts.Aci.Limits;

/// <summary>
/// What is surely left in a token bucket of the service. A request counts when it arrives, some time between its sending and its
/// reply, so the room that it makes fills only after the reply. Instants are those of a clock that nobody sets; the level is kept as the
/// time it took to fill, which is exact.
/// </summary>
internal sealed class TokenBucket(BucketRate rate, int tokens, TimeSpan start)
{
    private readonly long every = rate.Every.Ticks;
    private long level = tokens * rate.Every.Ticks;
    private TimeSpan filledAt = start;
    private TimeSpan heldUntil;
    private long settled;
    private int underWay;

    /// <summary>Until so many can be taken, with nothing else taken meanwhile; zero for at once.</summary>
    public TimeSpan WaitFor(int count, TimeSpan now)
    {
        Fill(now);
        var missing = TimeSpan.FromTicks(Math.Max(0, (count * every) - level));
        return heldUntil - now > missing ? heldUntil - now : missing;
    }

    /// <summary>How many can be taken now.</summary>
    public int Left(TimeSpan now) => WaitFor(0, now) > TimeSpan.Zero ? 0 : (int)Math.Max(0, level / every);

    public BucketTicket Take(TimeSpan now)
    {
        Fill(now);
        level -= every;
        underWay++;
        return Sent(now);
    }

    /// <summary>The ticket of a request that goes out only now.</summary>
    public BucketTicket Sent(TimeSpan now) => new(now, settled);

    /// <summary>Nothing was sent for it.</summary>
    public void Return(TimeSpan now)
    {
        Fill(now);
        underWay--;
        level += every;
    }

    /// <summary>The reply has come, or never will.</summary>
    /// <param name="ticket">The one its request was sent with.</param>
    /// <param name="left">What the service said was left, once it had counted the request; null when it did not say.</param>
    /// <param name="now">When the reply came.</param>
    public void Settle(BucketTicket ticket, int? left, TimeSpan now)
    {
        Fill(now);
        underWay--;

        // A number above the bucket's size is not about this bucket.
        if (left is { } said && said >= 0 && said <= rate.Burst)
            Correct(ticket, said, now);
        settled++;
    }

    /// <summary>The service has refused, so there was nothing left, and it may have said until when to wait.</summary>
    public void Refused(TimeSpan until, TimeSpan now)
    {
        Fill(now);
        level = Math.Min(level, 0);
        heldUntil = until > heldUntil ? until : heldUntil;
    }

    /// <summary>
    /// What was under way beside the request may or may not be in the number. Where even the most that it can mean is less than what is
    /// thought to be left, somebody else takes from this bucket too; where the least is more, the thought was too careful.
    /// </summary>
    private void Correct(BucketTicket ticket, int said, TimeSpan now)
    {
        var least = (said - underWay - (settled - ticket.SettledBefore)) * every;
        var most = ((said + 1) * every) + (now - ticket.At).Ticks;
        if (level > most || level < least)
            level = least;
        Bound();
    }

    private void Fill(TimeSpan now)
    {
        if (now <= filledAt)
            return;
        level += (now - filledAt).Ticks;
        filledAt = now;
        Bound();
    }

    private void Bound() => level = Math.Min(level, (rate.Burst - underWay) * every);
}
