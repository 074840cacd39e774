using Burst.Core.Constraints;

namespace Burst.Manifests.Tests.Writing;

/// <summary>What pods may ask of their nodes, at random; never nothing at all, which is not written.</summary>
internal static class RandomConstraints
{
    public static Affinity Affinity(Random random) => new() { NodeAffinity = NodeAffinity(random) };

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
