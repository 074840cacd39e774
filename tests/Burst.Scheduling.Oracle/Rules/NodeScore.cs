using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>
/// How well the feasible nodes meet what a pod prefers: the sum of kube-scheduler's scores for taints (three times), node affinity, pod affinity and
/// topology spread (twice each), each 0 to 100 among the feasible nodes and cut to whole numbers.
/// </summary>
internal static class NodeScore
{
    private const string HostName = "kubernetes.io/hostname";

    public static IReadOnlyDictionary<string, long> Of(SchedulingCase scheduling, IReadOnlyList<Node> feasible)
    {
        var pod = scheduling.Pod;
        var taints = Reversed(feasible, node => Taints.CountAvoided(pod, node));
        var affinity = OfMost(feasible, node => pod.PreferredNodes.Where(wish => NodeSelection.Matches(wish.Term, node)).Sum(wish => wish.Weight));
        var pods = Stretched(feasible, node => OfPods(scheduling, node));
        var spread = OfSpread(scheduling, feasible);
        return feasible.ToDictionary(node => node.Name, node => (3 * taints[node]) + (2 * affinity[node]) + (2 * pods[node]) + (2 * spread[node]));
    }

    /// <summary>The most is 0, none is 100.</summary>
    private static Dictionary<Node, long> Reversed(IReadOnlyList<Node> nodes, Func<Node, long> value)
    {
        var most = nodes.Select(value).DefaultIfEmpty().Max();
        return nodes.ToDictionary(node => node, node => most == 0 ? 100 : 100 - (100 * value(node) / most));
    }

    /// <summary>The most is 100.</summary>
    private static Dictionary<Node, long> OfMost(IReadOnlyList<Node> nodes, Func<Node, long> value)
    {
        var most = nodes.Select(value).DefaultIfEmpty().Max();
        return nodes.ToDictionary(node => node, node => most == 0 ? 0 : 100 * value(node) / most);
    }

    /// <summary>The least is 0, the most is 100; where all are equal, 0.</summary>
    private static Dictionary<Node, long> Stretched(IReadOnlyList<Node> nodes, Func<Node, long> value)
    {
        var (least, most) = (nodes.Select(value).DefaultIfEmpty().Min(), nodes.Select(value).DefaultIfEmpty().Max());
        return nodes.ToDictionary(node => node, node => most == least ? 0 : 100 * (value(node) - least) / (most - least));
    }

    /// <summary>For each pod that is in a topology of the node: what it is to the pod, and what the pod is to it. What it requires counts 1.</summary>
    private static long OfPods(SchedulingCase scheduling, Node node)
    {
        var sum = 0L;
        foreach (var host in scheduling.Nodes)
        {
            foreach (var other in scheduling.On(host))
                sum += Weights(scheduling, other).Where(wish => host.Labels[wish.Term] is { } value && value == node.Labels[wish.Term]).Sum(wish => wish.Weight);
        }

        return sum;
    }

    /// <summary>The weights that one pod gives to the topologies of these keys.</summary>
    private static IEnumerable<Weighted<string>> Weights(SchedulingCase scheduling, Pod other)
    {
        var pod = scheduling.Pod;
        return
        [
            .. pod.PreferredPods.Where(wish => PodAffinity.Matches(scheduling, pod, wish.Term, other)).Select(wish => new Weighted<string>(wish.Weight, wish.Term.TopologyKey)),
            .. pod.AvoidedPods.Where(wish => PodAffinity.Matches(scheduling, pod, wish.Term, other)).Select(wish => new Weighted<string>(-wish.Weight, wish.Term.TopologyKey)),
            .. other.PodAffinity.Where(term => PodAffinity.Matches(scheduling, other, term, pod)).Select(term => new Weighted<string>(1, term.TopologyKey)),
            .. other.PreferredPods.Where(wish => PodAffinity.Matches(scheduling, other, wish.Term, pod)).Select(wish => new Weighted<string>(wish.Weight, wish.Term.TopologyKey)),
            .. other.AvoidedPods.Where(wish => PodAffinity.Matches(scheduling, other, wish.Term, pod)).Select(wish => new Weighted<string>(-wish.Weight, wish.Term.TopologyKey)),
        ];
    }

    /// <summary>The pods in the node's domains, each domain weighed by the logarithm of how many there are; what lacks one of the keys gets nothing.</summary>
    private static Dictionary<Node, long> OfSpread(SchedulingCase scheduling, IReadOnlyList<Node> feasible)
    {
        var pod = scheduling.Pod;
        var scores = feasible.ToDictionary(node => node, _ => 0L);
        List<Node> spreadOver = [.. feasible.Where(HasAllKeys)];
        if (pod.SpreadWishes.Count == 0 || spreadOver.Count == 0)
            return scores;
        var uneven = spreadOver.ToDictionary(node => node, node => (long)Math.Round(pod.SpreadWishes.Sum(wish => Uneven(wish, node)), MidpointRounding.AwayFromZero));
        var (least, most) = (uneven.Values.Min(), uneven.Values.Max());
        foreach (var (node, value) in uneven)
            scores[node] = most == 0 ? 100 : 100 * (most + least - value) / most;
        return scores;

        bool HasAllKeys(Node node) => pod.SpreadWishes.All(wish => node.Labels[wish.TopologyKey] is not null);

        double Uneven(SpreadConstraint wish, Node node)
        {
            var domains = wish.TopologyKey == HostName ? spreadOver.Count : spreadOver.Select(other => other.Labels[wish.TopologyKey]).Distinct().Count();
            var counted = wish.TopologyKey == HostName
                ? [node]
                : scheduling.Nodes.Where(other => HasAllKeys(other) && TopologySpread.Includes(pod, wish, other) && other.Labels[wish.TopologyKey] == node.Labels[wish.TopologyKey]);
            var pods = counted.Sum(other => scheduling.On(other).Count(one => !one.IsTerminating && TopologySpread.Counts(pod, wish, one)));
            return (pods * Math.Log(domains + 2)) + (wish.MaxSkew - 1);
        }
    }
}
