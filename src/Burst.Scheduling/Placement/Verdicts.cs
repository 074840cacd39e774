using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>What a decision lists of what was considered: all of it in a small cluster, and examples in a large one, where each list would be a book.</summary>
internal static class Verdicts
{
    /// <summary>Entries of one decision, at most.</summary>
    public const int ListedMax = 32;

    /// <summary>Nodes beside the chosen one, where there are more than <see cref="ListedMax"/>: each pod that is placed has such a list, and it is most of what is written.</summary>
    public const int BesideChosenMax = 7;

    /// <param name="seen">In the order considered; of many VM nodes perhaps not all.</param>
    /// <returns>Virtual nodes, one that fits and one of each obstacle before the rest; in the order considered. And how many places more there were.</returns>
    public static (ImmutableArray<NodeVerdict> Listed, int LeftOut) List(ClusterState state, List<Offer> seen)
    {
        var vmSeen = seen.Count(offer => offer.Tier.IsVm);
        var unseen = vmSeen == 0 ? 0 : state.VmCapacity.ByFree.Count - vmSeen;
        if (seen.Count <= ListedMax)
            return ([.. seen.Select(offer => offer.ToVerdict())], unseen);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        var chosen = seen.Select((offer, index) => (index, IsExample: kinds.Add(offer.Obstacle ?? "") || !offer.Tier.IsVm))
            .OrderBy(entry => !entry.IsExample).ThenBy(entry => entry.index).Take(ListedMax).Order().Select(entry => seen[entry.index].ToVerdict());
        return ([.. chosen], unseen + seen.Count - ListedMax);
    }
}
