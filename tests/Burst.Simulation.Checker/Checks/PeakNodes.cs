using System.Numerics;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Prices;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>
/// The alternative in which no job waits: every pod at its submit on the node with the least CPU free that has room; where none has,
/// a node of the park that is not in use yet, in its order, and after those one more of the first size that holds the pod. Found
/// with a plain list that is searched from its beginning.
/// </summary>
internal sealed class PeakNodes(Evidence evidence)
{
    private readonly List<(PodSize Free, int Pods)> _nodes = [];
    private readonly IReadOnlyList<(int Nodes, string Size)> _pools = evidence.Options.Vms.Pools;
    private readonly PodSize[] _capacities = [.. evidence.Options.Vms.Pools.Select(pool => VmSizes.Of(pool.Size))];
    private readonly int[] _opened = new int[evidence.Options.Vms.Pools.Count];
    private readonly PriorityQueue<(int Node, PodSize Pod), long> _running = new();

    public void Check()
    {
        if (evidence.Report.IsPartial)
            return;
        var (leftOut, first, last) = (0, long.MaxValue, long.MinValue);
        foreach (var job in Enumerable.Range(0, evidence.Trace.Count).OrderBy(job => evidence.Trace.Times(job).SubmitMs))
        {
            var times = evidence.Trace.Times(job);
            var end = times.SubmitMs + evidence.Options.VmStartMs + times.DurationMs;
            if (TryRun(evidence.Trace.PodsAsWritten(job), times.SubmitMs, end))
                (first, last) = (Math.Min(first, times.SubmitMs), Math.Max(last, end));
            else
                leftOut++;
        }

        ReportRules.Whole(evidence, ViolationKind.NodesForPeak, ReportKeys.PeakLeftOut, leftOut);
        CheckNodes();
        CheckCost(last < first ? 0 : last - first);
    }

    private void CheckCost(long millis)
    {
        var units = BigInteger.Zero;
        for (var pool = 0; pool < _pools.Count; pool++)
            units += _opened[pool] == 0 ? 0 : (BigInteger)_opened[pool] * PriceTable.Vm(evidence.Options.Region, _pools[pool].Size, evidence.Options.VmTier) * millis;
        ReportRules.Ratio(evidence, ViolationKind.CostOfAlternative, ReportKeys.PeakCost, GroupBill.Round(units), BigInteger.Pow(10, PolicyReport.Scale));
    }

    private void CheckNodes()
    {
        var said = evidence.Report.Nodes(ReportKeys.PeakVms);
        if (!evidence.Audit.Holds(said is not null))
        {
            evidence.Audit.Add(ViolationKind.ReportMissing, ReportKeys.PeakVms, null, "nodes of each size", "none");
            return;
        }

        var found = _pools.Zip(_opened).ToDictionary(entry => entry.First.Size, entry => (BigInteger)entry.Second, StringComparer.Ordinal);
        foreach (var size in found.Keys.Union(said!.Keys))
        {
            var (expected, nodes) = (found.GetValueOrDefault(size), said.GetValueOrDefault(size));
            if (!evidence.Audit.Holds(expected * BigInteger.Pow(10, PolicyReport.Scale) == nodes))
                evidence.Audit.Add(ViolationKind.NodesForPeak, size, null, $"{expected} nodes", ReportRules.Text(nodes));
        }
    }

    private bool TryRun(PodSize[] pods, long nowMs, long endMs)
    {
        while (_running.TryPeek(out var ended, out var at) && at <= nowMs)
        {
            _running.Dequeue();
            Change(ended.Node, -ended.Pod.CpuMillis, -ended.Pod.MemoryMib, -1);
        }

        if (!Array.TrueForAll(pods, pod => Array.Exists(_capacities, capacity => Fits(pod, capacity))))
            return false;
        foreach (var pod in pods)
        {
            var node = Find(pod);
            Change(node, pod.CpuMillis, pod.MemoryMib, 1);
            _running.Enqueue((node, pod), endMs);
        }

        return true;
    }

    private int Find(PodSize pod)
    {
        var best = -1;
        for (var node = 0; node < _nodes.Count; node++)
        {
            var (free, pods) = _nodes[node];
            if (pods < NodeCapacity.PodsMax && Fits(pod, free) && (best < 0 || free.CpuMillis < _nodes[best].Free.CpuMillis))
                best = node;
        }

        return best >= 0 ? best : Open(pod);
    }

    private int Open(PodSize pod)
    {
        var pool = Enumerable.Range(0, _pools.Count).Where(pool => Fits(pod, _capacities[pool])).OrderBy(pool => _opened[pool] < _pools[pool].Nodes ? 0 : 1).First();
        _opened[pool]++;
        _nodes.Add((_capacities[pool], 0));
        return _nodes.Count - 1;
    }

    private void Change(int node, long cpuMillis, long memoryMib, int pods)
    {
        var (free, there) = _nodes[node];
        _nodes[node] = (new PodSize(free.CpuMillis - cpuMillis, free.MemoryMib - memoryMib), there + pods);
    }

    private static bool Fits(PodSize pod, PodSize room) => pod.CpuMillis <= room.CpuMillis && pod.MemoryMib <= room.MemoryMib;
}
