using System.Text.Json;
using Burst.Core.Constraints;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Serialization;
using Burst.Testing.Builders;

namespace Burst.Core.Tests.Constraints;

public class ConstraintRowTests
{
    [Fact]
    public void WhatAPodDoesNotAskFor_IsNotInItsRow()
    {
        var json = JsonSerializer.Serialize<ClusterObject>(A.Pod(spec: A.Spec() with { Tolerations = [new("a", null, null)] }), CoreJson.Default.ClusterObject);
        Assert.DoesNotContain("affinity", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("topology", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("constraints", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("seconds", json, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAPodAsksFor_IsReadBackAsItWas()
    {
        var pod = A.Pod(spec: A.Spec() with
        {
            Constraints = [new FieldConstraint("hostname", FieldOperator.Unique, null), new FieldConstraint("rack_id", FieldOperator.MaxPer, "2")],
            Tolerations = [new("", null, "NoExecute") { Seconds = 5 }],
            Affinity = new()
            {
                NodeAffinity = new()
                {
                    Required = [new NodeSelectorTerm { MatchExpressions = [new("cores", NodeSelectorOperator.Gt, ["4"])], MatchFields = [new("metadata.name", NodeSelectorOperator.In, ["vm-1"])] }],
                    Preferred = [new(7, new NodeSelectorTerm())],
                },
                PodAffinity = new() { Preferred = [new(3, new PodAffinityTerm { TopologyKey = "zone", LabelSelector = LabelSelector.Everything, MatchLabelKeys = ["a"], MismatchLabelKeys = ["b"] })] },
                PodAntiAffinity = new() { Required = [new PodAffinityTerm { TopologyKey = "zone", Namespaces = ["x"], NamespaceSelector = new() { MatchLabels = A.Map("a=b") } }] },
            },
            TopologySpread =
            [
                new()
                {
                    MaxSkew = 2, TopologyKey = "zone", WhenUnsatisfiable = WhenUnsatisfiable.ScheduleAnyway, NodeAffinityPolicy = NodeInclusionPolicy.Ignore,
                    NodeTaintsPolicy = NodeInclusionPolicy.Honor, MinDomains = 3, LabelSelector = new() { MatchExpressions = [new("a", LabelOperator.NotIn, ["b"])] },
                },
            ],
        });

        AssertSame(pod);
    }

    [Fact]
    public void Taint_IsReadBackAsItWas_AlsoFromOlderRows()
    {
        AssertSame(A.VmNode() with { Taints = [new Taint("a", "b", Taint.NoExecute) { AddedAt = A.Start }, new Taint("c", "", Taint.PreferNoSchedule)] });
        var node = Assert.IsType<Node>(JsonSerializer.Deserialize(
            JsonSerializer.Serialize<ClusterObject>(A.VmNode() with { Taints = [new Taint("a", "b", Taint.NoSchedule)] }, CoreJson.Default.ClusterObject), CoreJson.Default.ClusterObject));
        Assert.Equal("""{"key":"a","value":"b","effect":"NoSchedule"}""", JsonSerializer.Serialize(Assert.Single(node.Taints), CoreJson.Default.Taint));
    }

    private static void AssertSame(ClusterObject item)
    {
        var json = JsonSerializer.Serialize(item, CoreJson.Default.ClusterObject);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, CoreJson.Default.ClusterObject), CoreJson.Default.ClusterObject!));
    }
}
