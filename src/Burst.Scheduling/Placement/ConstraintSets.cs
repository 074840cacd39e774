using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>What other pods mean for pods of several shapes, by shape, and which of these a pod that comes or goes concerns.</summary>
internal sealed class ConstraintSets
{
    private readonly Dictionary<PodShape, PodConstraints> byShape = [];
    private readonly Dictionary<PodGroupKey, List<PodConstraints>> byGroup = [];
    private readonly Dictionary<ObjectKey, List<PodConstraints>> byOwner = [];

    public int ShapeCount => byShape.Count;

    /// <summary>Groups of pods that were counted, or found to concern nobody.</summary>
    public int GroupCount => byGroup.Count;

    public PodConstraints? Find(PodShape shape) => byShape.GetValueOrDefault(shape);

    public void Add(PodShape shape, PodConstraints constraints)
    {
        byShape.Add(shape, constraints);
        foreach (var (group, concerned) in byGroup)
        {
            if (constraints.IsConcerned(group))
                concerned.Add(constraints);
        }

        if (constraints.SiblingsOf is not { } owner)
            return;
        if (!byOwner.TryGetValue(owner, out var siblings))
            byOwner[owner] = siblings = [];
        siblings.Add(constraints);
    }

    public void Clear()
    {
        byShape.Clear();
        byGroup.Clear();
        byOwner.Clear();
    }

    /// <summary>Counts pods that are alike onto a node, or off it, for all whom that concerns.</summary>
    /// <param name="opened">Gets those for whom that may have made room, some of them more than once.</param>
    public void Count(PodGroupKey group, ObjectKey? owner, Node node, PodTally tally, List<PodConstraints> opened)
    {
        if (byShape.Count == 0)
            return;
        foreach (var constraints in ConcernedBy(group))
        {
            constraints.Count(group, node, tally);
            if (constraints.HasOpened)
                opened.Add(constraints);
        }

        foreach (var constraints in owner is { } of && byOwner.TryGetValue(of, out var siblings) ? siblings : [])
        {
            constraints.CountSibling(node, tally);
            if (constraints.HasOpened)
                opened.Add(constraints);
        }
    }

    private List<PodConstraints> ConcernedBy(PodGroupKey group)
    {
        if (!byGroup.TryGetValue(group, out var concerned))
            byGroup[group] = concerned = [.. byShape.Values.Where(constraints => constraints.IsConcerned(group))];
        return concerned;
    }
}
