using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement.Constraints;

/// <summary>A topology spread constraint that is kept to: no value of the label gets further ahead of the one with the fewest pods than it says.</summary>
internal sealed class TopologySpreadRule : PodRule
{
    private readonly Pod pod;
    private readonly TopologySpreadConstraint constraint;
    private readonly Dictionary<string, int> byValue = new(StringComparer.Ordinal);
    private readonly SpreadNodes nodes;
    private readonly SortedDictionary<int, int> valuesWith = [];
    private readonly int itself;
    private int fewestOfAll;

    /// <param name="values">Of the label, each once, on the nodes that count.</param>
    public TopologySpreadRule(Pod pod, TopologySpreadConstraint constraint, SpreadNodes nodes, IReadOnlyCollection<string> values)
    {
        (this.pod, this.constraint, this.nodes) = (pod, constraint, nodes);
        itself = Concerns(pod.Metadata.Namespace, pod.Metadata.Labels) ? 1 : 0;
        foreach (var value in values)
            byValue.Add(value, 0);
        if (values.Count > 0)
            valuesWith[0] = values.Count;
    }

    /// <summary>Of the value with the fewest pods; 0 where there are fewer values than asked for.</summary>
    private int Fewest => byValue.Count < (constraint.MinDomains ?? 1) ? 0 : fewestOfAll;

    public override IEnumerable<string> TopologyKeys => [constraint.TopologyKey];

    public override bool Allows(Node node) =>
        node.FindLabel(constraint.TopologyKey) is { } value && byValue.GetValueOrDefault(value) + itself - Fewest <= constraint.MaxSkew;

    public override (string Obstacle, string Detail)? FindObstacle(Node node)
    {
        if (node.FindLabel(constraint.TopologyKey) is not { } value)
            return ($"no label {constraint.TopologyKey}", "the pod is to be spread over its values");
        var there = byValue.GetValueOrDefault(value);
        return there + itself - Fewest <= constraint.MaxSkew
            ? null
            : ($"topology spread over {constraint.TopologyKey}", $"{value} has {there} of its pods, the fewest anywhere are {Fewest}, and maxSkew is {constraint.MaxSkew}");
    }

    public override bool Concerns(PodGroupKey group) => Concerns(group.Namespace, group.Labels);

    public override bool Add(PodGroupKey group, Node node, PodTally tally)
    {
        if (tally.Staying == 0 || !nodes.Includes(node, constraint))
            return false;
        var (fewest, value) = (Fewest, node.FindLabel(constraint.TopologyKey)!);
        var before = byValue[value];
        byValue[value] = before + tally.Staying;
        if (--valuesWith[before] == 0)
            valuesWith.Remove(before);
        valuesWith[before + tally.Staying] = valuesWith.GetValueOrDefault(before + tally.Staying) + 1;
        if (before + tally.Staying < fewestOfAll)
            fewestOfAll = before + tally.Staying;
        else if (before == fewestOfAll && !valuesWith.ContainsKey(before))
            fewestOfAll = valuesWith.First().Key;
        return Fewest > fewest || tally.Staying < 0;
    }

    private bool Concerns(string ns, System.Collections.Immutable.ImmutableSortedDictionary<string, string> labels) =>
        constraint.Counts(pod.Metadata.Namespace, pod.Metadata.Labels, ns, labels);
}
