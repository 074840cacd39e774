using Burst.Core.Constraints;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class NodeAffinityTests
{
    private static readonly Node Fast = A.VmNode("fast", labels: "disk=fast,cores=8,zone=a");
    private static readonly Node Slow = A.VmNode("slow", labels: "disk=slow,cores=4,zone=b");
    private static readonly Node Bare = A.VmNode("bare", labels: "cores=many");

    [Theory]
    [InlineData("disk", NodeSelectorOperator.In, "fast,ssd", "fast")]
    [InlineData("disk", NodeSelectorOperator.NotIn, "fast", "bare,slow")]
    [InlineData("disk", NodeSelectorOperator.Exists, "", "fast,slow")]
    [InlineData("disk", NodeSelectorOperator.DoesNotExist, "", "bare")]
    [InlineData("cores", NodeSelectorOperator.Gt, "4", "fast")]
    [InlineData("cores", NodeSelectorOperator.Lt, "8", "slow")]
    [InlineData("cores", NodeSelectorOperator.Gt, "8", "")]
    [InlineData("missing", NodeSelectorOperator.Lt, "8", "")]
    public void Operator_MatchesAsInKubernetes(string key, NodeSelectorOperator operation, string values, string nodes) =>
        AssertFits(Requiring(new NodeSelectorTerm { MatchExpressions = [new(key, operation, Values(values))] }), nodes);

    [Theory]
    [InlineData(NodeSelectorOperator.In, "fast")]
    [InlineData(NodeSelectorOperator.NotIn, "bare,slow")]
    public void MatchFields_GoByTheNodesName(NodeSelectorOperator operation, string nodes) =>
        AssertFits(Requiring(new NodeSelectorTerm { MatchFields = [new(NodeSelectorRequirement.NameField, operation, ["fast"])] }), nodes);

    [Fact]
    public void OfTerms_OneIsEnough_OfATerm_AllMustHold()
    {
        NodeSelectorRequirement fast = new("disk", NodeSelectorOperator.In, ["fast"]), b = new("zone", NodeSelectorOperator.In, ["b"]);
        AssertFits(Requiring(new NodeSelectorTerm { MatchExpressions = [fast] }, new NodeSelectorTerm { MatchExpressions = [b] }), "fast,slow");
        AssertFits(Requiring(new NodeSelectorTerm { MatchExpressions = [fast, b] }), "");
    }

    [Fact]
    public void TermWithoutConditions_MatchesNoNode() => AssertFits(Requiring(new NodeSelectorTerm()), "");

    [Fact]
    public void NodeSelector_MustHoldToo()
    {
        var pod = Requiring(new NodeSelectorTerm { MatchExpressions = [new("disk", NodeSelectorOperator.Exists, [])] });
        AssertFits(pod with { Spec = pod.Spec with { NodeSelector = A.Map("zone=b") } }, "slow");
    }

    [Fact]
    public void Preference_ComesBeforeSpreading_AndTheHeavierBeforeTheLighter()
    {
        var pod = Preferring(("disk", "slow", 10), ("zone", "a", 20));
        Assert.Equal("fast", new PlannerBench(Fast, Slow, Bare, pod).Settle().NodeOf("one"));
        Assert.Equal("slow", new PlannerBench(Fast with { IsCordoned = true }, Slow, Bare, pod).Settle().NodeOf("one"));
    }

    [Fact]
    public void Preference_OfAnEmptyTerm_CountsForNothing()
    {
        var pod = A.Pod(spec: A.Spec() with { Affinity = new() { NodeAffinity = new() { Preferred = [new(100, new NodeSelectorTerm())] } } });
        Assert.Equal("bare", new PlannerBench(Fast, Slow, Bare, pod).Settle().NodeOf("one"));
    }

    [Fact]
    public void VirtualNode_ObeysThemToo()
    {
        var (east, west) = (Labelled("aci-east", "zone=a"), Labelled("aci-west", "zone=b"));
        var policy = A.Policy(mode: BurstMode.Always);
        Assert.Equal("aci-west", new PlannerBench(east, west, policy, InBatch(Requiring(new NodeSelectorTerm { MatchExpressions = [new("zone", NodeSelectorOperator.In, ["b"])] }))).Settle().NodeOf("one"));
        Assert.Equal("aci-west", new PlannerBench(east, west, policy, InBatch(Preferring(("zone", "b", 1)))).Settle().NodeOf("one"));
    }

    [Fact]
    public void RequiredAffinity_IsTheOwnRequestForAVirtualNode_WithItsToleration()
    {
        var pod = Requiring(new NodeSelectorTerm { MatchExpressions = [new("type", NodeSelectorOperator.In, ["virtual-kubelet"])] });
        pod = pod with { Spec = pod.Spec with { Tolerations = [new("", null, null)] } };
        Assert.Equal("aci-eastus", new PlannerBench(A.VmNode(), A.VirtualNode(), pod).Settle().NodeOf("one"));
    }

    [Fact]
    public void LabelThatANodeGets_LetsTheWaitingPodIn()
    {
        var bench = new PlannerBench(Bare, Requiring(new NodeSelectorTerm { MatchExpressions = [new("disk", NodeSelectorOperator.Exists, [])] })).Settle();
        Assert.Equal("0/1 nodes fit: 1 node affinity does not match; no burst policy lets it spill.", bench.MessageOf("one"));

        bench.Put(Bare with { Metadata = Bare.Metadata with { Labels = A.Map("disk=slow") } });

        Assert.Equal("bare", bench.NodeOf("one"));
    }

    private static void AssertFits(Pod pod, string nodes)
    {
        foreach (var node in (Node[])[Fast, Slow, Bare])
            Assert.Equal((node.Name, Values(nodes).Contains(node.Name.Value)), (node.Name, new PlannerBench(node, pod).Settle().NodeOf("one") is not null));
    }

    private static Node Labelled(string name, string labels) => A.VirtualNode(name) with { Metadata = A.Meta(name, "", labels) };

    private static Pod InBatch(Pod pod) => pod with { Metadata = A.Meta("one", labels: "app=batch") };

    private static Pod Requiring(params NodeSelectorTerm[] terms) => A.Pod(spec: A.Spec() with { Affinity = new() { NodeAffinity = new() { Required = [.. terms] } } });

    private static Pod Preferring(params (string Key, string Value, int Weight)[] labels) => A.Pod(spec: A.Spec() with
    {
        Affinity = new()
        {
            NodeAffinity = new()
            {
                Preferred = [.. labels.Select(label => new PreferredNodeTerm(label.Weight, new() { MatchExpressions = [new(label.Key, NodeSelectorOperator.In, [label.Value])] }))],
            },
        },
    });

    private static System.Collections.Immutable.ImmutableArray<string> Values(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)];
}
