using System.Text;

namespace Burst.Scheduling.Oracle.Tests;

/// <summary>Which of the feasible nodes is best, by hand.</summary>
public sealed class ScoreTests
{
    /// <summary>kubernetes.io, Assigning Pods to Nodes, "Node affinity weight": the node with the label of weight 50 comes before the one with that of weight 1.</summary>
    [Fact]
    public void NodeAffinity_TheGreaterWeightWins()
    {
        var scores = Score(
            """{"nodeAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "preference": {"matchExpressions": [{"key": "label-1", "operator": "In", "values": ["key-1"]}]}}, {"weight": 50, "preference": {"matchExpressions": [{"key": "label-2", "operator": "In", "values": ["key-2"]}]}}]}}""",
            [Node("a", """{"label-1": "key-1"}"""), Node("b", """{"label-2": "key-2"}""")]);

        // Nobody has taints to avoid: 3 x 100 each; of the most, 50, one has 2 in a hundred and the other all: twice that.
        Assert.Equal([("a", 304L), ("b", 500L)], scores);
    }

    /// <summary>kubernetes.io, Taints and Tolerations: the system tries to avoid a node with a taint of effect PreferNoSchedule which the pod does not tolerate.</summary>
    [Fact]
    public void PreferNoSchedule_IsAvoided() =>
        Assert.Equal([("a", 0L), ("b", 300L)], Score("{}", [Node("a", "{}", """[{"key": "old", "effect": "PreferNoSchedule"}]"""), Node("b", "{}")]));

    /// <summary>What pods there prefer of the one to come counts as what it prefers of them; what is 100 apart is the scale.</summary>
    [Fact]
    public void PodAffinity_HoldsBothWays()
    {
        const string Near = """{"podAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 10, "podAffinityTerm": {"topologyKey": "zone", "labelSelector": {}}}]}}""";
        const string Far = """{"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 30, "podAffinityTerm": {"topologyKey": "zone", "labelSelector": {}}}]}}""";
        string[] nodes = [Node("a", """{"zone": "1"}"""), Node("b", """{"zone": "2"}"""), Node("c", """{"zone": "3"}""")];

        // a: 10, and -30 from the pod that is there; b: 10; c: 0.
        Assert.Equal([("a", 300L), ("b", 500L), ("c", 432L)], Score(Near, nodes, [Pod("there", "a", Far), Pod("friend", "b", "{}")]));
    }

    private static IEnumerable<(string Node, long Score)> Score(string affinity, string[] nodes, string[]? pods = null) => FeasibilityOracle.Judge(Encoding.UTF8.GetBytes(
        $$$"""{"namespaces": [{"metadata": {"name": "default"}}], "nodes": [{{{string.Join(", ", nodes)}}}], "pods": [{{{string.Join(", ", pods ?? [])}}}], "pod": {"metadata": {"name": "new"}, "spec": {"affinity": {{{affinity}}}, "containers": []} } }"""))
        .Scores.OrderBy(score => score.Key, StringComparer.Ordinal).Select(score => (score.Key, score.Value));

    private static string Node(string name, string labels, string taints = "[]") =>
        $$$"""{"metadata": {"name": "{{{name}}}", "labels": {{{labels}}} }, "spec": {"taints": {{{taints}}} }, "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "110"} } }""";

    private static string Pod(string name, string node, string affinity) =>
        $$$"""{"metadata": {"name": "{{{name}}}"}, "spec": {"nodeName": "{{{node}}}", "affinity": {{{affinity}}}, "containers": []} }""";
}
