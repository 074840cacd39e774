namespace Burst.Core.Nodes;

/// <summary>One quota of a service, and how much of it is used by others than this cluster.</summary>
/// <param name="Limit">What the service allows all of them together.</param>
/// <param name="Others">What is not ours by our own ledger; 0 or more.</param>
public readonly record struct QuotaShare(long Limit, long Others)
{
    /// <summary>What is left to this cluster, what it uses already included.</summary>
    public long Ours => Math.Max(0, Limit - Others);

    /// <summary>
    /// What is being created or is ending may be in the figure or not. All of it is taken to be: what others use is then never overstated, which would
    /// keep pods from room that is there for as long as an end takes. At worst a create is refused, which is remembered, until the next reading.
    /// </summary>
    /// <param name="said">By the service.</param>
    /// <param name="mine">What is ours by the ledger, what is being created or is ending included.</param>
    /// <param name="before">What was known until now; it goes on to count where nothing is said.</param>
    public static QuotaShare? Read(QuotaUse? said, long mine, QuotaShare? before) =>
        said is { } use ? new QuotaShare(use.Limit, Math.Max(0, use.Used - mine)) : before;
}
