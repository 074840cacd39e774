using System.Runtime.InteropServices;
using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>
/// The pods on nodes as other pods see them. It is kept from when the first pod asks for others to be near or far or spreads over nodes: a
/// cluster without such pods does without it.
/// </summary>
public sealed class PlacedPods
{
    private const int ChangesMax = 1 << 15;

    private readonly Dictionary<PodGroupKey, PodGroup> byKey = [];
    private readonly SortedDictionary<string, PodGroup> groups = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PodGroup> withTerms = new(StringComparer.Ordinal);
    private readonly List<PlacedChange> changes = [];
    private long forgotten;

    public IReadOnlyCollection<PodGroup> Groups => groups.Values;

    /// <summary>Those that speak of other pods themselves.</summary>
    public IReadOnlyCollection<PodGroup> WithTerms => withTerms.Values;

    /// <summary>Grows with every change.</summary>
    public long Version => forgotten + changes.Count;

    /// <summary>What has changed since a version; false where that is too long ago to be known.</summary>
    public bool TryReadSince(long version, out ReadOnlySpan<PlacedChange> since)
    {
        var isKnown = version >= forgotten && version <= Version;
        since = isKnown ? CollectionsMarshal.AsSpan(changes)[(int)(version - forgotten)..] : default;
        return isKnown;
    }

    internal void Add(Pod pod, PodTally tally)
    {
        if (tally == default)
            return;
        var key = PodGroupKey.Of(pod);
        Record(new PlacedChange(key, pod.Owner, pod.Placement!.Node, tally));
        if (!byKey.TryGetValue(key, out var group))
        {
            groups[key.Text] = byKey[key] = group = new PodGroup(key);
            if (key.Affinity is not null)
                withTerms[key.Text] = group;
        }

        group.Add(pod.Placement!.Node, tally);
        if (group.ByNode.Count > 0)
            return;
        byKey.Remove(key);
        groups.Remove(key.Text);
        withTerms.Remove(key.Text);
    }

    private void Record(PlacedChange change)
    {
        if (changes.Count == ChangesMax)
        {
            changes.RemoveRange(0, ChangesMax / 2);
            forgotten += ChangesMax / 2;
        }

        changes.Add(change);
    }
}
