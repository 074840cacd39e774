using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Charging;

namespace Burst.Cost.Allocation;

/// <summary>
/// One uptime of a VM node and what its pods requested of it. Pods' share of the node's CPU cost is their part of the node's core
/// time, and so for memory; what nobody requested is idle. When the pods together requested more than the node had, their part is
/// of what they requested, so that the shares never exceed the cost.
/// </summary>
internal sealed class VmNodeLoad
{
    private readonly Charge _cost;
    private readonly Int128 _cpuCost;
    private readonly Dictionary<VmSharer, (Int128 CpuTime, Int128 MemoryTime)> _requests = [];
    private Int128 _cpuRequested;
    private Int128 _memoryRequested;

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

    /// <param name="sharer">Who bears the share.</param>
    /// <param name="requested">Of the node.</param>
    /// <param name="millis">For which pod and node were both there.</param>
    public void Request(VmSharer sharer, Resources requested, long millis)
    {
        var (cpuTime, memoryTime) = ((Int128)requested.CpuMillis * millis, (Int128)requested.MemoryMib * millis);
        _cpuRequested += cpuTime;
        _memoryRequested += memoryTime;
        var before = _requests.GetValueOrDefault(sharer);
        _requests[sharer] = (before.CpuTime + cpuTime, before.MemoryTime + memoryTime);
    }

    /// <summary>Once all requests have been made.</summary>
    public IEnumerable<VmShare> Shares() => _requests.Select(request => new VmShare(request.Key, ShareOf(request.Value)));

    /// <summary>What is left of the cost, once all requests have been made.</summary>
    /// <exception cref="InvalidOperationException">More was shared out than the node cost.</exception>
    public VmIdle Idle()
    {
        var idle = _requests.Values.Aggregate(_cost, (rest, request) => rest - ShareOf(request));
        return idle.Units >= 0
            ? new VmIdle(Node.Record, idle, Int128.Max(0, CpuOffered - _cpuRequested))
            : throw new InvalidOperationException($"{Node.Record.Id}: pods were charged {-idle.Units} units more than the node cost.");
    }

    private Charge ShareOf((Int128 CpuTime, Int128 MemoryTime) request)
    {
        var cpu = Proportion.Of(_cpuCost, request.CpuTime, Int128.Max(CpuOffered, _cpuRequested));
        var memory = Proportion.Of(_cost.Units - _cpuCost, request.MemoryTime, Int128.Max(MemoryOffered, _memoryRequested));
        return new Charge(cpu + memory);
    }
}
