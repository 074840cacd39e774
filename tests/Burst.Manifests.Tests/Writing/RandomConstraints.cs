using System.Collections.Immutable;
using Burst.Core.Constraints;
using Burst.Core.Objects;

namespace Burst.Manifests.Tests.Writing;

/// <summary>What pods may ask of their nodes, at random; never nothing at all, which is not written.</summary>
internal static class RandomConstraints
{
    public static Affinity Affinity(Random random) => new()
    {
        NodeAffinity = random.Next(2) == 0 ? null : NodeAffinity(random),
        PodAffinity = new() { Required = [Pods(random), Pods(random)], Preferred = random.Next(2) == 0 ? [] : [new(random.Next(1, 101), Pods(random))] },
        PodAntiAffinity = random.Next(2) == 0 ? null : new() { Preferred = [new(random.Next(1, 101), Pods(random))] },
    };

    public static TopologySpreadConstraint Spread(Random random, WhenUnsatisfiable when) => new()
    {
        MaxSkew = random.Next(1, 9),
        TopologyKey = "topology.kubernetes.io/zone",
        WhenUnsatisfiable = when,
        LabelSelector = new() { MatchLabels = ImmutableSortedDictionary<string, string>.Empty.Add("app", "web") },
        MinDomains = when == WhenUnsatisfiable.DoNotSchedule && random.Next(2) == 0 ? random.Next(1, 9) : null,
        MatchLabelKeys = random.Next(2) == 0 ? [] : ["pod-template-hash"],
        NodeAffinityPolicy = random.Next(2) == 0 ? NodeInclusionPolicy.Honor : NodeInclusionPolicy.Ignore,
        NodeTaintsPolicy = random.Next(2) == 0 ? NodeInclusionPolicy.Honor : null,
    };

    private static PodAffinityTerm Pods(Random random)
    {
        var selector = random.Next(3) switch { 0 => null, 1 => LabelSelector.Everything, _ => Selector(random) };
        return new PodAffinityTerm
        {
            TopologyKey = "kubernetes.io/hostname",
            LabelSelector = selector,
            Namespaces = random.Next(2) == 0 ? [] : ["default", "other"],
            NamespaceSelector = random.Next(3) switch { 0 => null, 1 => LabelSelector.Everything, _ => Selector(random) },
            MatchLabelKeys = selector is null || random.Next(2) == 0 ? [] : ["rev"],
            MismatchLabelKeys = selector is null || random.Next(2) == 0 ? [] : ["tenant"],
        };
    }

    private static LabelSelector Selector(Random random) => new()
    {
        MatchLabels = random.Next(2) == 0 ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add("app", ""),
        MatchExpressions = [new("tier", LabelOperator.In, ["a", "b"]), new("env", LabelOperator.NotIn, ["x"]), new("old", LabelOperator.DoesNotExist, []), new("new", LabelOperator.Exists, [])],
    };

    private static NodeAffinity NodeAffinity(Random random) => new()
    {
        Required = random.Next(2) == 0 ? [] : [Term(random), new NodeSelectorTerm { MatchFields = [new("metadata.name", NodeSelectorOperator.NotIn, ["vm-1"])] }, new NodeSelectorTerm()],
        Preferred = [new PreferredNodeTerm(random.Next(1, 101), Term(random))],
    };

    private static NodeSelectorTerm Term(Random random) => new() { MatchExpressions = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Requirement(random))] };

    private static NodeSelectorRequirement Requirement(Random random) => random.Next(4) switch
    {
        0 => new("disk", NodeSelectorOperator.In, ["fast", ""]),
        1 => new("example.com/zone", NodeSelectorOperator.NotIn, ["a"]),
        2 => new("cores", random.Next(2) == 0 ? NodeSelectorOperator.Gt : NodeSelectorOperator.Lt, ["12"]),
        _ => new("gpu", random.Next(2) == 0 ? NodeSelectorOperator.Exists : NodeSelectorOperator.DoesNotExist, []),
    };
}
