using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Nodes;

/// <summary>
/// A service had no room for a container group of this size, so groups as large or larger are not asked for at the same place and tier for a
/// while. On record with the node that was refused.
/// </summary>
/// <param name="Tier">At which tier; the other tiers may have room.</param>
/// <param name="Size">For what; a smaller group may find room.</param>
/// <param name="At">When it was refused last.</param>
/// <param name="Until">Not before then; later each time it is refused again.</param>
/// <param name="Times">How often in a row, 1 or more.</param>
/// <param name="IsQuota">It was a quota of the subscription; otherwise the region itself, whoever asks.</param>
/// <param name="Reason">In the service's words.</param>
public sealed record CapacityShortage(Tier Tier, GroupSize Size, DateTimeOffset At, DateTimeOffset Until, int Times, bool IsQuota, string Reason)
{
    /// <summary>What was refused so long before is no longer news: it counts as never.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    /// <summary>Whether a group as large as this is spoken for by it.</summary>
    public bool Covers(Tier tier, GroupSize size) => tier == Tier && Size.FitsIn(size);

    /// <summary>One from the future is from before the clock was set back: to wait until the clock has caught up could take hours.</summary>
    public bool IsRemembered(DateTimeOffset now) => At <= now && now < Until + ForgottenAfter;

    public bool IsInForce(DateTimeOffset now) => IsRemembered(now) && now < Until;
}
