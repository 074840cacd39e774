using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Checks;

/// <summary>At no instant is more on a VM node than it has. A pod takes its room from its placement, a start delay before its code runs.</summary>
internal sealed class NodeCapacity(Evidence evidence)
{
    /// <summary>Kubernetes' default.</summary>
    public const int PodsMax = 110;

    private readonly int[] _pods = new int[evidence.Options.VmNodes];

    public void Check()
    {
        var rows = evidence.Placements.Where(placement => placement.Place.IsVm).ToArray();
        var capacities = evidence.Options.Vms.Capacities();
        var used = new PodSize[evidence.Options.VmNodes];
        Sweep.Run(
            Array.ConvertAll(rows, row => evidence.PlacedAtMs(row)),
            Array.ConvertAll(rows, row => row.EndMs),
            item => Enter(rows[item], used, capacities[rows[item].Place.VmNode]),
            item => Leave(rows[item], used));
    }

    private void Enter(in Placement row, PodSize[] used, PodSize capacity)
    {
        ref var node = ref used[row.Place.VmNode];
        node = new PodSize(node.CpuMillis + row.Size.CpuMillis, node.MemoryMib + row.Size.MemoryMib);
        if (!evidence.Audit.Holds(++_pods[row.Place.VmNode] <= PodsMax))
            Add(ViolationKind.NodePods, row, $"at most {PodsMax} pods", $"{_pods[row.Place.VmNode]}");
        if (!evidence.Audit.Holds(node.CpuMillis <= capacity.CpuMillis))
            Add(ViolationKind.NodeCpu, row, $"at most {capacity.CpuMillis} millicores", $"{node.CpuMillis}");
        if (!evidence.Audit.Holds(node.MemoryMib <= capacity.MemoryMib))
            Add(ViolationKind.NodeMemory, row, $"at most {capacity.MemoryMib} MiB", $"{node.MemoryMib}");
    }

    private void Add(ViolationKind kind, in Placement row, string expected, string found) =>
        evidence.Audit.Add(kind, evidence.Subject(row), evidence.PlacedAtMs(row), $"{expected} on {NodeNames.Vm(row.Place.VmNode, evidence.Options.VmNodes)}", found);

    private void Leave(in Placement row, PodSize[] used)
    {
        ref var node = ref used[row.Place.VmNode];
        node = new PodSize(node.CpuMillis - row.Size.CpuMillis, node.MemoryMib - row.Size.MemoryMib);
        _pods[row.Place.VmNode]--;
    }
}
