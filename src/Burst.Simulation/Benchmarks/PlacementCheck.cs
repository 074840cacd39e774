using System.Globalization;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Simulation.Benchmarks;

/// <summary>Counts placements again from nothing but the pods and the nodes, without what the state keeps about them and without the planner's rules.</summary>
internal static class PlacementCheck
{
    private const int FoundMax = 20;

    /// <returns>What is wrong, in words; the first <see cref="FoundMax"/>.</returns>
    public static List<string> FindViolations(IEnumerable<Node> nodes, IEnumerable<Pod> pods, int podsWanted)
    {
        var found = new List<string>();
        var loads = nodes.ToDictionary(node => node.Name, node => new Load(node));
        var workloads = new Dictionary<string, Workload>(StringComparer.Ordinal);
        var uids = new HashSet<PodUid>();
        foreach (var pod in pods)
        {
            if (!uids.Add(pod.Uid))
                found.Add($"pod {pod.Key} is there twice");
            if (pod.Placement is not { } placement)
                continue;
            if (!loads.TryGetValue(placement.Node, out var load))
            {
                found.Add($"pod {pod.Key} is on {placement.Node}, which does not exist");
                continue;
            }

            load.Add(pod);
            if (!workloads.TryGetValue(pod.TemplateHash, out var workload))
                workloads[pod.TemplateHash] = workload = new Workload(pod);
            workload.Add(load.Node);
        }

        if (uids.Count != podsWanted)
            found.Add($"{uids.Count} pods are there, not {podsWanted}");
        found.AddRange(loads.Values.Where(load => load.IsOver).Select(load => load.ToString()));
        var zones = loads.Values.Select(load => ZoneOf(load.Node)).ToHashSet(StringComparer.Ordinal);
        found.AddRange(workloads.Values.Select(workload => workload.FindViolation(zones)).OfType<string>());
        return [.. found.Take(FoundMax)];
    }

    private static string ZoneOf(Node node) => node.Metadata.Labels.GetValueOrDefault(ScheduleLoad.ZoneLabel, "");

    private sealed class Load(Node node)
    {
        private Resources requested;
        private int pods;

        public Node Node => node;

        public bool IsOver => pods > node.PodsMax || !requested.FitsIn(node.Capacity);

        public void Add(Pod pod)
        {
            requested = pod.Spec.Containers.Aggregate(requested, (sum, container) => sum + container.Requests);
            pods++;
        }

        public override string ToString() => $"{node.Name} has {pods} pods of {node.PodsMax} with {requested}, and {node.Capacity} to give";
    }

    /// <summary>Where the pods of a template are, against the shape that its first one has.</summary>
    private sealed class Workload(Pod first)
    {
        private readonly Dictionary<string, int> byNode = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> byZone = new(StringComparer.Ordinal);

        public void Add(Node node)
        {
            byNode[node.Metadata.Name] = byNode.GetValueOrDefault(node.Metadata.Name) + 1;
            byZone[ZoneOf(node)] = byZone.GetValueOrDefault(ZoneOf(node)) + 1;
        }

        public string? FindViolation(IReadOnlySet<string> zones)
        {
            if (first.Spec.Affinity?.PodAntiAffinity is not null && byNode.Values.Max() is > 1 and var most)
                return string.Create(CultureInfo.InvariantCulture, $"{most} pods of {first.TemplateHash} share a node");
            if (first.Spec.Affinity?.PodAffinity is not null && byZone.Count > 1)
                return string.Create(CultureInfo.InvariantCulture, $"the pods of {first.TemplateHash} are in {byZone.Count} zones");
            var skew = byZone.Values.Max() - zones.Min(zone => byZone.GetValueOrDefault(zone));
            return !first.Spec.TopologySpread.IsEmpty && skew > ScheduleLoad.MaxSkew
                ? string.Create(CultureInfo.InvariantCulture, $"one zone has {skew} pods of {first.TemplateHash} more than another")
                : null;
        }
    }
}
