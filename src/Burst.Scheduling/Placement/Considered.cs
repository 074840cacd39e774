using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The places that were considered for a pod, or for all that are alike: counted by what keeps it from them, and listed, in a small cluster all of them, and examples in
/// a large one, where each list would be a book. It is put into words once, however many pods it is for.
/// </summary>
internal sealed class Considered
{
    /// <summary>Entries of one decision, at most.</summary>
    public const int ListedMax = 32;

    /// <summary>Nodes beside the chosen one, where there are more than <see cref="ListedMax"/>: each pod that is placed has such a list, and it is most of what is written.</summary>
    public const int BesideChosenMax = 7;

    public static readonly Considered Nothing = new([], 0, 0, new(StringComparer.Ordinal));

    private readonly List<Offer> listed;
    private readonly int count;
    private readonly SortedDictionary<string, int> obstacles;
    private string? summary;
    private ImmutableArray<NodeVerdict> verdicts;

    private Considered(List<Offer> seen, int count, int notSeen, SortedDictionary<string, int> obstacles)
    {
        (this.count, this.obstacles, listed) = (count, obstacles, Choose(seen));
        (LeftOut, OnVm) = (notSeen + seen.Count - listed.Count, this);
    }

    /// <summary>How many places there were that are not listed.</summary>
    public int LeftOut { get; }

    /// <summary>The VM nodes among them.</summary>
    public Considered OnVm { get; private init; }

    public bool HasVm => listed.Exists(offer => offer.Tier.IsVm);

    public bool HasVirtual => listed.Exists(offer => !offer.Tier.IsVm);

    /// <summary><c>0/3 nodes fit: 2 insufficient cpu, 1 not ready</c>; empty when nothing was looked at.</summary>
    public string Summary => summary ??= Summarise();

    /// <summary>Virtual nodes, one that fits and one of each obstacle before the rest; in the order considered.</summary>
    public ImmutableArray<NodeVerdict> Verdicts => verdicts.IsDefault ? verdicts = [.. listed.Select(offer => offer.ToVerdict())] : verdicts;

    /// <param name="state">It has how many VM nodes there are.</param>
    /// <param name="seen">VM nodes, perhaps not all of them, or virtual nodes.</param>
    public static Considered Of(ClusterState state, List<Offer> seen)
    {
        if (seen.Count == 0)
            return Nothing;
        var obstacles = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var offer in seen)
        {
            if (!offer.Fits)
                obstacles[offer.Obstacle!] = obstacles.GetValueOrDefault(offer.Obstacle!) + 1;
        }

        return seen[0].Tier.IsVm
            ? new Considered(seen, seen.Count, state.VmCapacity.ByFree.Count - seen.Count, obstacles)
            : new Considered(seen, seen.Count, 0, obstacles) { OnVm = Nothing };
    }

    /// <summary>Both, in this order.</summary>
    public Considered Then(Considered next)
    {
        if (count == 0 || next.count == 0)
            return count == 0 ? next : this;
        var both = new SortedDictionary<string, int>(obstacles, StringComparer.Ordinal);
        foreach (var (obstacle, more) in next.obstacles)
            both[obstacle] = both.GetValueOrDefault(obstacle) + more;
        return new Considered([.. listed, .. next.listed], count + next.count, LeftOut + next.LeftOut, both) { OnVm = OnVm.Then(next.OnVm) };
    }

    private static List<Offer> Choose(List<Offer> seen)
    {
        if (seen.Count <= ListedMax)
            return seen;
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. seen.Select((offer, index) => (index, IsExample: kinds.Add(offer.Obstacle ?? "") || !offer.Tier.IsVm))
                .OrderBy(entry => !entry.IsExample).ThenBy(entry => entry.index).Take(ListedMax).Order().Select(entry => seen[entry.index]),
        ];
    }

    private string Summarise() => count == 0
        ? ""
        : $"0/{count} nodes fit: {string.Join(", ", obstacles.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"))}";
}
