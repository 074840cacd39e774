namespace Burst.Hosts.Aci.Limits;

/// <summary>
/// At most so many requests within any span of this length. The service counts a request when it arrives, so here it counts from its
/// sending until the span has passed since its reply.
/// </summary>
internal sealed class SlidingWindow(int limit, TimeSpan length)
{
    /// <summary>What is under way says soon when it has ended.</summary>
    private static readonly TimeSpan ReplyWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long what others have used is believed: nobody says when they began, so after this one more request asks again.
    /// </summary>
    private static readonly TimeSpan OthersTrustedFor = TimeSpan.FromMinutes(5);

    /// <summary>When the replies came, the oldest first.</summary>
    private readonly List<TimeSpan> ended = [];
    private int underWay;
    private int others;
    private TimeSpan othersUntil;

    /// <summary>Until one more may be sent; zero for at once.</summary>
    public TimeSpan WaitFor(TimeSpan now)
    {
        Forget(now);
        var excess = ended.Count + underWay + others - limit;
        if (excess < 0)
            return TimeSpan.Zero;
        var wait = excess < ended.Count ? ended[excess] + length - now : ReplyWait;
        var othersWait = othersUntil - now;
        return others > excess && (othersWait < wait || excess >= ended.Count) ? othersWait : wait;
    }

    public void Take() => underWay++;

    /// <summary>Nothing was sent for it, or it was refused and does not count.</summary>
    public void Return() => underWay--;

    /// <param name="left">What the service said was left once it had counted the request; null when it did not say.</param>
    /// <param name="now">When the reply came.</param>
    public void Settle(int? left, TimeSpan now)
    {
        underWay--;
        Add(now);
        Forget(now);
        if (left is not { } said || said > limit || said < 0)
            return;

        // What is under way may be in the number. More than all of ours is for certain somebody else's.
        var used = limit - said;
        others = used > ended.Count + underWay ? used - ended.Count : 0;
        othersUntil = now + (length < OthersTrustedFor ? length : OthersTrustedFor);
    }

    /// <summary>A request of the past.</summary>
    public void Add(TimeSpan at)
    {
        var index = ended.BinarySearch(at);
        ended.Insert(index < 0 ? ~index : index, at);
    }

    /// <summary>False when it is forgotten already.</summary>
    public bool Remove(TimeSpan at) => ended.Remove(at);

    private void Forget(TimeSpan now)
    {
        var old = 0;
        while (old < ended.Count && now - ended[old] >= length)
            old++;
        ended.RemoveRange(0, old);
        if (othersUntil <= now)
            others = 0;
    }
}
