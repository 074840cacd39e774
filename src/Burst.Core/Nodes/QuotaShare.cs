namespace Burst.Core.Nodes;

/// <summary>One quota of a service, and how much of it is used by others than this cluster.</summary>
/// <param name="Limit">What the service allows all of them together.</param>
/// <param name="Others">What is not ours by our own ledger; 0 or more.</param>
public readonly record struct QuotaShare(long Limit, long Others)
{
    /// <summary>What is left to this cluster, what it uses already included.</summary>
    public long Ours => Math.Max(0, Limit - Others);

    /// <summary>
    /// What is under way may be in the figure or not, so that only bounds are known of what others use. The last figure is kept while it lies
    /// within them: a create that is being sent would otherwise look like one of somebody else's.
    /// </summary>
    /// <param name="said">By the service.</param>
    /// <param name="sureMine">What of ours it must have counted.</param>
    /// <param name="perhapsMine">What of ours it can have counted; <paramref name="sureMine"/> or more.</param>
    /// <param name="before">What was known until now.</param>
    public static QuotaShare? Read(QuotaUse? said, long sureMine, long perhapsMine, QuotaShare? before)
    {
        if (said is not { } use)
            return before;
        var (low, high) = (Math.Max(0, use.Used - perhapsMine), Math.Max(0, use.Used - sureMine));
        return new QuotaShare(use.Limit, Math.Clamp(before?.Others ?? low, low, high));
    }
}
