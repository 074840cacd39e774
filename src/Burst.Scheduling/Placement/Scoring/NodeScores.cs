using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement.Constraints;

namespace Burst.Scheduling.Placement.Scoring;

/// <summary>
/// How well the nodes that fit meet what a pod prefers, with Kubernetes' weights and scales: taints to avoid count threefold, node affinity, pod
/// affinity and topology spread twofold, each 0 to 100 among the nodes that fit. What is equal by that is decided by packing or spreading.
/// </summary>
internal sealed class NodeScores(ClusterState state, PodTopology topology)
{
    private const int Full = 100;
    private const int TaintWeight = 3;
    private const int NodeAffinityWeight = 2;
    private const int PodAffinityWeight = 2;
    private const int SpreadWeight = 2;

    /// <summary>Whether it matters at all to this pod which node it is.</summary>
    public bool Matter(Pod pod) => state.HasSoftTaints || pod.Spec.Affinity?.NodeAffinity is { Preferred.IsEmpty: false }
        || topology.Find(pod) is { Affinity.IsEmpty: false } or { Spread.IsEmpty: false };

    /// <summary>The labels of nodes that a pod's score goes by; null where nodes with the same values may differ in it.</summary>
    public IReadOnlyList<string>? FindLabels(Pod pod) =>
        state.HasSoftTaints || pod.Spec.Affinity?.NodeAffinity is { Preferred.IsEmpty: false } ? null : topology.Find(pod)?.FindScoredLabels();

    /// <summary>The score of each node, the higher the better.</summary>
    public long[] Of(Pod pod, IReadOnlyList<Node> fitting)
    {
        var scores = new long[fitting.Count];
        if (state.HasSoftTaints)
            Add(scores, TaintWeight, Reverse([.. fitting.Select(node => (long)TaintRule.CountAvoided(node, pod))]));
        if (pod.Spec.Affinity?.NodeAffinity is { Preferred.IsEmpty: false })
            Add(scores, NodeAffinityWeight, Scale([.. fitting.Select(node => NodeAffinityRule.SumWeights(node, pod))]));
        if (topology.Find(pod) is not { } others)
            return scores;
        if (!others.Affinity.IsEmpty)
            Add(scores, PodAffinityWeight, Stretch([.. fitting.Select(others.Affinity.On)]));
        if (!others.Spread.IsEmpty)
            Add(scores, SpreadWeight, ScoreSpread(others, fitting));
        return scores;
    }

    /// <summary>The least uneven becomes the best; what lacks a label to spread over is last.</summary>
    private static long[] ScoreSpread(PodConstraints others, IReadOnlyList<Node> fitting)
    {
        List<Node> spreadOver = [.. fitting.Where(others.CanSpreadOver)];
        if (spreadOver.Count == 0)
            return new long[fitting.Count];
        double[] weights = [.. others.Spread.Select(wish => wish.FindWeight(spreadOver))];
        var uneven = spreadOver.ToDictionary(
            node => node.Name, node => (long)Math.Round(others.Spread.Zip(weights, (wish, weight) => wish.On(node, weight)).Sum(), MidpointRounding.AwayFromZero));
        var (least, most) = (uneven.Values.Min(), uneven.Values.Max());
        return [.. fitting.Select(node => !uneven.TryGetValue(node.Name, out var value) ? 0 : most == 0 ? Full : Full * (most + least - value) / most)];
    }

    private static void Add(long[] scores, int weight, long[] more)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] += weight * more[i];
    }

    /// <summary>The most becomes 100.</summary>
    private static long[] Scale(long[] values)
    {
        var most = values.Max();
        return most == 0 ? values : [.. values.Select(value => Full * value / most)];
    }

    /// <summary>The least becomes 0, the most 100; equal ones 0.</summary>
    private static long[] Stretch(long[] values)
    {
        var (least, most) = (values.Min(), values.Max());
        return [.. values.Select(value => most == least ? 0 : Full * (value - least) / (most - least))];
    }

    /// <summary>The most becomes 0, none becomes 100.</summary>
    private static long[] Reverse(long[] values)
    {
        var most = values.Max();
        return [.. values.Select(value => most == 0 ? Full : Full - (Full * value / most))];
    }
}
