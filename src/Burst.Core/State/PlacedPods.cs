using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// The pods on nodes as other pods see them. It is kept from when the first pod asks for others to be near or far or spreads over nodes: a
/// cluster without such pods does without it.
/// </summary>
public sealed class PlacedPods
{
    private readonly SortedDictionary<string, PodGroup> groups = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PodGroup> withTerms = new(StringComparer.Ordinal);

    public IReadOnlyCollection<PodGroup> Groups => groups.Values;

    /// <summary>Those that speak of other pods themselves.</summary>
    public IReadOnlyCollection<PodGroup> WithTerms => withTerms.Values;

    internal void Add(Pod pod, PodTally tally)
    {
        if (tally == default)
            return;
        var key = PodGroupKey.Of(pod);
        if (!groups.TryGetValue(key.Text, out var group))
        {
            groups[key.Text] = group = new PodGroup(key);
            if (key.Affinity is not null)
                withTerms[key.Text] = group;
        }

        group.Add(pod.Placement!.Node, tally);
        if (group.ByNode.Count > 0)
            return;
        groups.Remove(key.Text);
        withTerms.Remove(key.Text);
    }
}
