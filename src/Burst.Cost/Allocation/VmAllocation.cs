using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;
using Burst.Cost.Charging;

namespace Burst.Cost.Allocation;

/// <summary>Divides what the VM nodes cost between the pods that ran on them and idle; the parts sum to the whole exactly.</summary>
internal sealed class VmAllocation
{
    private readonly Dictionary<NodeName, VmUptimes> _uptimes;

    public VmAllocation(IReadOnlyList<UsageSlice> slices, IPriceCatalog prices)
    {
        var weights = new PriceWeights(prices);
        _uptimes = slices
            .Where(slice => slice.Record.Kind is UsageKind.VmNode)
            .GroupBy(slice => slice.Record.Node)
            .ToDictionary(nodes => nodes.Key, nodes => new VmUptimes(nodes.Select(node => new VmNodeLoad(node, weights))));
        foreach (var pod in slices.Where(slice => slice.Record.Kind is UsageKind.PodOnVm))
        {
            foreach (var (load, millis) in Overlapping(pod))
                load.Request(pod.Record.Requested, millis);
        }
    }

    /// <summary>To be asked once for each pod on a VM.</summary>
    public Charge ShareOf(UsageSlice pod) =>
        Overlapping(pod).Aggregate(Charge.Zero, (sum, part) => sum + part.Load.Share(pod.Record.Requested, part.Millis));

    /// <summary>What is left of each node after every pod's share was asked for.</summary>
    public IEnumerable<VmIdle> Idle() => _uptimes.Values.SelectMany(uptimes => uptimes.All).Select(load => load.Idle());

    private IEnumerable<(VmNodeLoad Load, long Millis)> Overlapping(UsageSlice pod) =>
        _uptimes.TryGetValue(pod.Record.Node, out var uptimes) ? uptimes.Overlapping(pod) : [];
}
