using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Nodes;

/// <summary>What is remembered of refusals for want of capacity, and how it changes. Pure.</summary>
public static class CapacityShortages
{
    /// <summary>The oldest give way.</summary>
    public const int CountMax = 8;

    /// <summary>
    /// Takes a refusal in. One of a group that was sent before the last refusal was known says nothing new; one that was tried after its time waits
    /// twice as long.
    /// </summary>
    /// <param name="known">Of one node.</param>
    /// <param name="refused">With <see cref="CapacityShortage.Until"/> and <see cref="CapacityShortage.Times"/> of a first refusal.</param>
    /// <param name="placedAt">When the group was decided on.</param>
    /// <param name="longest">Bound on the wait.</param>
    public static ImmutableArray<CapacityShortage> Add(
        ImmutableArray<CapacityShortage> known, CapacityShortage refused, DateTimeOffset placedAt, TimeSpan longest)
    {
        var now = refused.At;
        if (known.Any(other => other.IsInForce(now) && placedAt < other.At && other.IsQuota == refused.IsQuota && other.Covers(refused.Tier, refused.Size)))
            return known;
        var times = 1 + known.Where(other => other.IsRemembered(now) && other.Covers(refused.Tier, refused.Size)).Select(other => other.Times).DefaultIfEmpty(0).Max();
        var wait = Doubled(refused.Until - now, times, longest);
        var kept = known.Where(other => other.IsRemembered(now) && !(other.IsQuota == refused.IsQuota && refused.Covers(other.Tier, other.Size)));
        return [.. kept.Append(refused with { Until = now + wait, Times = times }).TakeLast(CountMax)];
    }

    /// <summary>There was room for a group of this size that was decided on after the refusal, so there is for those as large or smaller.</summary>
    public static ImmutableArray<CapacityShortage> Clear(ImmutableArray<CapacityShortage> known, Tier tier, GroupSize size, DateTimeOffset placedAt)
    {
        return known.Any(IsOver) ? [.. known.Where(shortage => !IsOver(shortage))] : known;

        bool IsOver(CapacityShortage shortage) => shortage.Tier == tier && shortage.Size.FitsIn(size) && placedAt >= shortage.At;
    }

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest)
    {
        for (var i = 1; i < times && first < longest; i++)
            first *= 2;
        return first < longest ? first : longest;
    }
}
