using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pricing;

namespace Burst.Cost.Allocation;

/// <summary>Divides what the VM nodes cost between the pods that ran on them and idle; the parts sum to the whole exactly.</summary>
internal sealed class VmAllocation
{
    private readonly Dictionary<NodeName, VmUptimes> _uptimes;

    public VmAllocation(IReadOnlyList<UsageSlice> slices, IReadOnlyList<UsageSum> sums, IPriceCatalog prices)
    {
        var weights = new PriceWeights(prices);
        _uptimes = slices
            .Where(slice => slice.Record.Kind is UsageKind.VmNode)
            .GroupBy(slice => slice.Record.Node)
            .ToDictionary(nodes => nodes.Key, nodes => new VmUptimes(nodes.Select(node => new VmNodeLoad(node, weights))));
        foreach (var pod in slices.Where(slice => slice.Record.Kind is UsageKind.PodOnVm))
        {
            foreach (var (load, millis) in Overlapping(pod))
                load.Request(VmSharer.Of(pod.Record), pod.Record.Requested, millis);
        }

        Request(sums);
    }

    private IEnumerable<VmNodeLoad> Loads => _uptimes.Values.SelectMany(uptimes => uptimes.All);

    public IEnumerable<VmShare> Shares() => Loads.SelectMany(load => load.Shares());

    /// <summary>What is left of each node after every share.</summary>
    public IEnumerable<VmIdle> Idle() => Loads.Select(load => load.Idle());

    private IEnumerable<(VmNodeLoad Load, long Millis)> Overlapping(UsageSlice pod) =>
        _uptimes.TryGetValue(pod.Record.Node, out var uptimes) ? uptimes.Overlapping(pod) : [];

    /// <summary>A sum names its uptime; one that is not in the ledger any more has no cost that could be shared.</summary>
    private void Request(IReadOnlyList<UsageSum> sums)
    {
        if (sums.Count == 0)
            return;
        var byId = Loads.ToDictionary(load => load.Node.Record.Id, StringComparer.Ordinal);
        foreach (var sum in sums.Where(sum => sum.UptimeMillis > 0))
        {
            if (byId.TryGetValue(sum.Terms.Uptime, out var load))
                load.Request(VmSharer.Of(sum.Terms), sum.Terms.Requested, sum.UptimeMillis);
        }
    }
}
