using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Simulation.Benchmarks;

/// <summary>Counts placements again from nothing but the pods and the nodes, without what the state keeps about them.</summary>
internal static class PlacementCheck
{
    private const int FoundMax = 20;

    /// <returns>What is wrong, in words; the first <see cref="FoundMax"/>.</returns>
    public static List<string> FindViolations(IEnumerable<Node> nodes, IEnumerable<Pod> pods, int podsWanted)
    {
        var found = new List<string>();
        var loads = nodes.ToDictionary(node => node.Name, node => new Load(node));
        var uids = new HashSet<PodUid>();
        foreach (var pod in pods)
        {
            if (!uids.Add(pod.Uid))
                found.Add($"pod {pod.Key} is there twice");
            if (pod.Placement is not { } placement)
                continue;
            if (loads.TryGetValue(placement.Node, out var load))
                load.Add(pod);
            else
                found.Add($"pod {pod.Key} is on {placement.Node}, which does not exist");
        }

        if (uids.Count != podsWanted)
            found.Add($"{uids.Count} pods are there, not {podsWanted}");
        found.AddRange(loads.Values.Where(load => load.IsOver).Select(load => load.ToString()));
        return [.. found.Take(FoundMax)];
    }

    private sealed class Load(Node node)
    {
        private Resources requested;
        private int pods;

        public bool IsOver => pods > node.PodsMax || !requested.FitsIn(node.Capacity);

        public void Add(Pod pod)
        {
            requested = pod.Spec.Containers.Aggregate(requested, (sum, container) => sum + container.Requests);
            pods++;
        }

        public override string ToString() => $"{node.Name} has {pods} pods of {node.PodsMax} with {requested}, and {node.Capacity} to give";
    }
}
