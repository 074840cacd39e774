using System.Text;
using System.Text.Json.Nodes;
using Burst.Scheduling.Conformance;
using Burst.Scheduling.Oracle;
using Burst.Scheduling.Oracle.Generation;

namespace Burst.Scheduling.Tests.Conformance;

/// <summary>What holds of the planner's answers whatever the rules say.</summary>
public sealed class AnswerPropertyTests
{
    private const int Cases = 1500;

    [Fact]
    public void Ask_SameClusterInAnotherOrder_SameAnswer()
    {
        var scheduler = new BurstScheduler();
        foreach (var cluster in Clusters(BurstScheduler.Kinds))
        {
            var before = scheduler.Ask(Utf8(cluster));
            cluster["nodes"] = Reverse(cluster["nodes"]!);
            cluster["pods"] = Reverse(cluster["pods"]!);
            var after = scheduler.Ask(Utf8(cluster));

            Assert.Equal(before.Feasible.Order(), after.Feasible.Order());
            Assert.Equal(before.Chosen, after.Chosen);
        }
    }

    [Fact]
    public void Ask_OneEmptyNodeMore_TakesNoNodeAway()
    {
        var scheduler = new BurstScheduler();
        foreach (var cluster in Clusters(BurstScheduler.Kinds & ~Refusals.TopologySpread))
        {
            var before = scheduler.Ask(Utf8(cluster));
            var more = cluster["nodes"]![0]!.DeepClone();
            more["metadata"]!["name"] = "node9";
            cluster["nodes"]!.AsArray().Add(more);
            var after = scheduler.Ask(Utf8(cluster));

            Assert.Subset(after.Feasible.ToHashSet(), before.Feasible.ToHashSet());
            Assert.False(before.Chosen is not null && after.Chosen is null, cluster.ToJsonString());
        }
    }

    private static IEnumerable<JsonObject> Clusters(Refusals kinds)
    {
        var generator = new CaseGenerator(3, kinds, BurstScheduler.KnowsOverhead);
        return Enumerable.Range(0, Cases).Select(index => JsonNode.Parse(generator.Generate(index).Span)!.AsObject());
    }

    private static JsonArray Reverse(JsonNode array) => new([.. array.AsArray().Reverse().Select(node => node!.DeepClone())]);

    private static ReadOnlyMemory<byte> Utf8(JsonObject cluster) => Encoding.UTF8.GetBytes(cluster.ToJsonString());
}
