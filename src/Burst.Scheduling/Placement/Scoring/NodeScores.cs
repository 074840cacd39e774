using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Placement.Constraints;

namespace Burst.Scheduling.Placement.Scoring;

/// <summary>
/// How well the nodes that fit meet what a pod prefers, with Kubernetes' weights and scales: taints to avoid count threefold, node affinity
/// twofold, each 0 to 100 among the nodes that fit. What is equal by that is decided by packing or spreading.
/// </summary>
internal sealed class NodeScores(ClusterState state)
{
    private const int Full = 100;
    private const int TaintWeight = 3;
    private const int NodeAffinityWeight = 2;

    /// <summary>Whether it matters at all to this pod which node it is.</summary>
    public bool Matter(Pod pod) => state.HasSoftTaints || pod.Spec.Affinity?.NodeAffinity is { Preferred.IsEmpty: false };

    /// <summary>The score of each node, the higher the better.</summary>
    public long[] Of(Pod pod, IReadOnlyList<Node> fitting)
    {
        var scores = new long[fitting.Count];
        if (state.HasSoftTaints)
            Add(scores, TaintWeight, Reverse([.. fitting.Select(node => (long)TaintRule.CountAvoided(node, pod))]));
        if (pod.Spec.Affinity?.NodeAffinity is { Preferred.IsEmpty: false })
            Add(scores, NodeAffinityWeight, Scale([.. fitting.Select(node => NodeAffinityRule.SumWeights(node, pod))]));
        return scores;
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

    /// <summary>The most becomes 0, none becomes 100.</summary>
    private static long[] Reverse(long[] values)
    {
        var most = values.Max();
        return [.. values.Select(value => most == 0 ? Full : Full - (Full * value / most))];
    }
}
