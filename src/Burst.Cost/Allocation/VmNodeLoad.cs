using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Allocation;

/// <summary>
/// One uptime of a VM node and what its pods requested of it. A pod's share of the node's CPU cost is its part of the node's core
/// time, and so for memory; what nobody requested is idle. When the pods together requested more than the node had, their part is
/// of what they requested, so that the shares never exceed the cost.
/// </summary>
internal sealed class VmNodeLoad
{
    private readonly Charge _cost;
    private readonly Int128 _cpuCost;
    private Int128 _cpuRequested;
    private Int128 _memoryRequested;
    private Charge _shared;

    public VmNodeLoad(UsageSlice node, PriceWeights weights)
    {
        Node = node;
        _cost = UsageMeter.Of(node);
        var (cpu, memory) = weights.Of(node.Record.Region, node.Record.Requested);
        _cpuCost = Proportion.Of(_cost.Units, cpu, cpu + memory);
    }

    public UsageSlice Node { get; }

    private Int128 CpuOffered => (Int128)Node.Record.Requested.CpuMillis * Node.Millis;

    private Int128 MemoryOffered => (Int128)Node.Record.Requested.MemoryMib * Node.Millis;

    /// <summary>Milliseconds for which both were there.</summary>
    public long OverlapMillis(UsageSlice pod) =>
        Math.Max(0, Math.Min(pod.ToMillis, Node.ToMillis) - Math.Max(pod.FromMillis, Node.FromMillis));

    public void Request(Resources requested, long millis)
    {
        _cpuRequested += (Int128)requested.CpuMillis * millis;
        _memoryRequested += (Int128)requested.MemoryMib * millis;
    }

    /// <summary>To be called for each request once all have been made.</summary>
    public Charge Share(Resources requested, long millis)
    {
        var (cpuTime, memoryTime) = ((Int128)requested.CpuMillis * millis, (Int128)requested.MemoryMib * millis);
        var cpu = Proportion.Of(_cpuCost, cpuTime, Int128.Max(CpuOffered, _cpuRequested));
        var memory = Proportion.Of(_cost.Units - _cpuCost, memoryTime, Int128.Max(MemoryOffered, _memoryRequested));
        var share = new Charge(cpu + memory);
        _shared += share;
        return share;
    }

    /// <summary>What is left once every share has been taken.</summary>
    /// <exception cref="InvalidOperationException">More was shared out than the node cost.</exception>
    public VmIdle Idle()
    {
        var idle = _cost - _shared;
        return idle.Units >= 0
            ? new VmIdle(Node.Record, idle, Int128.Max(0, CpuOffered - _cpuRequested))
            : throw new InvalidOperationException($"{Node.Record.Id}: pods were charged {-idle.Units} units more than the node cost.");
    }
}
