using Burst.Core.State;

namespace Burst.Scheduling.Preemption;

/// <summary>
/// The nodes that were compared for the last pod of some demand, and what each would cost. For the next such pod only those are tried that have changed since, and
/// mostly that is the one which the last got. It finds what comparing all of them anew finds.
/// </summary>
internal sealed class ComparedNodes
{
    private readonly List<(VmCapacity Entry, Candidate? Found)> looked = [];
    private readonly Dictionary<VmCapacity, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly SortedSet<Candidate> candidates = [];
    private readonly List<int> changed = [];
    private long version = -1;

    /// <summary>What was found for some node holds for one pod only: there is nothing to be kept.</summary>
    public bool IsOff { get; set; }

    /// <summary>The node is to be tried anew.</summary>
    public void Forget(VmCapacity entry)
    {
        if (places.TryGetValue(entry, out var place))
            changed.Add(place);
    }

    /// <param name="nodes">Looked at from the end.</param>
    /// <param name="orderVersion">Another one where the order has changed.</param>
    /// <param name="most">Nodes that would do which are compared.</param>
    /// <param name="find">What a node would cost; null where it would not do.</param>
    /// <returns>The best; null where none would do.</returns>
    public Candidate? FindBest(VmOrder nodes, long orderVersion, int most, Func<VmCapacity, Candidate?> find)
    {
        if (version != orderVersion)
            Clear();
        version = orderVersion;
        foreach (var place in changed)
        {
            var (entry, before) = looked[place];
            var now = find(entry);
            looked[place] = (entry, now);
            if (before is not null)
                candidates.Remove(before);
            if (now is not null)
                candidates.Add(now);
        }

        changed.Clear();
        while (candidates.Count > most)
            RemoveLast();
        while (candidates.Count < most && looked.Count < nodes.Count)
            Add(nodes[nodes.Count - 1 - looked.Count], find);
        return candidates.Min;
    }

    private void Add(VmCapacity entry, Func<VmCapacity, Candidate?> find)
    {
        var found = find(entry);
        places.Add(entry, looked.Count);
        looked.Add((entry, found));
        if (found is not null)
            candidates.Add(found);
    }

    /// <summary>One before it would do now: as many are compared as ever.</summary>
    private void RemoveLast()
    {
        var (entry, found) = looked[^1];
        looked.RemoveAt(looked.Count - 1);
        places.Remove(entry);
        if (found is not null)
            candidates.Remove(found);
    }

    private void Clear()
    {
        looked.Clear();
        places.Clear();
        candidates.Clear();
        changed.Clear();
    }
}
