using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Reports;

namespace Burst.Cost.Alternatives;

/// <summary>
/// Finds the instant at which pods requested most: most of whichever is scarcer on a machine of the given shape, then most pods,
/// then the earliest.
/// </summary>
internal static class PeakFinder
{
    /// <summary>Null when no pod lasted.</summary>
    public static DemandPeak? Find(IReadOnlyList<UsageSlice> slices, Resources shape)
    {
        // What ends at an instant makes room for what begins then, so ends sort first.
        var edges = slices
            .Where(slice => slice.IsPod && slice.Millis > 0)
            .SelectMany(Edges)
            .OrderBy(edge => edge.Millis)
            .ThenBy(edge => edge.Pods);
        var requested = Resources.Zero;
        var pods = 0;
        DemandPeak? peak = null;
        var highest = (Demand: (Int128)(-1), Pods: 0);
        foreach (var edge in edges)
        {
            requested = edge.Pods > 0 ? requested + edge.Requested : requested - edge.Requested;
            pods += edge.Pods;
            var now = (Demand: ShareOf(requested, shape), Pods: pods);
            if (now.CompareTo(highest) <= 0)
                continue;
            highest = now;
            peak = new DemandPeak(DateTimeOffset.FromUnixTimeMilliseconds(edge.Millis), pods, requested);
        }

        return peak;
    }

    /// <summary>The larger of CPU and memory as parts of the shape, brought to one denominator.</summary>
    internal static Int128 ShareOf(Resources requested, Resources shape) =>
        Int128.Max((Int128)requested.CpuMillis * shape.MemoryMib, (Int128)requested.MemoryMib * shape.CpuMillis);

    private static Edge[] Edges(UsageSlice pod) =>
        [new(pod.FromMillis, 1, pod.Record.Requested), new(pod.ToMillis, -1, pod.Record.Requested)];

    private readonly record struct Edge(long Millis, int Pods, Resources Requested);
}
