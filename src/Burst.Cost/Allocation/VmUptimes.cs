using Burst.Core.Ledger;

namespace Burst.Cost.Allocation;

/// <summary>The uptimes of the VM nodes of one name, found by the time they cover.</summary>
internal sealed class VmUptimes
{
    private readonly VmNodeLoad[] _byStart;

    /// <summary>The latest end among the uptimes up to each: uptimes of one name should not overlap, but may.</summary>
    private readonly long[] _latestEnd;

    public VmUptimes(IEnumerable<VmNodeLoad> loads)
    {
        _byStart = [.. loads.OrderBy(load => load.Node.FromMillis).ThenBy(load => load.Node.Record.Id, StringComparer.Ordinal)];
        _latestEnd = new long[_byStart.Length];
        var latest = long.MinValue;
        for (var index = 0; index < _byStart.Length; index++)
            _latestEnd[index] = latest = Math.Max(latest, _byStart[index].Node.ToMillis);
    }

    public IReadOnlyList<VmNodeLoad> All => _byStart;

    public IEnumerable<(VmNodeLoad Load, long Millis)> Overlapping(UsageSlice pod)
    {
        for (var index = FirstEndingAfter(pod.FromMillis); index < _byStart.Length; index++)
        {
            if (_byStart[index].Node.FromMillis >= pod.ToMillis)
                yield break;
            var millis = _byStart[index].Node.OverlapMillis(pod);
            if (millis > 0)
                yield return (_byStart[index], millis);
        }
    }

    private int FirstEndingAfter(long millis)
    {
        var (low, high) = (0, _latestEnd.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_latestEnd[middle] > millis)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
