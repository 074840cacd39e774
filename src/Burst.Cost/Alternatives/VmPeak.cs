using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Cost.Reports;

namespace Burst.Cost.Alternatives;

/// <summary>Prices a window as if enough VMs for its greatest demand had been up all the time.</summary>
internal static class VmPeak
{
    public static VmPeakCost Price(IReadOnlyList<UsageSlice> slices, DemandPeak? peak, PeakNode node, long windowMillis)
    {
        var cost = Describe(node);
        if (peak is null)
            return cost with { Cost = Money.Zero, Nodes = 0 };
        if (node.PerNodeHour is not { } perHour)
            return cost with { Refusal = node.Refusal };
        if (node.Capacity is not { } capacity)
            return cost with { Refusal = $"the cores and memory of the VM size {node.Size} are unknown" };
        var pods = LiveAt(slices, peak.At.ToUnixTimeMilliseconds());
        if (pods.Find(pod => !pod.Record.Requested.FitsIn(capacity)).Record is { } tooLarge)
            return cost with { Refusal = Describe(tooLarge, node.Size, capacity) };
        var nodes = NodePacking.Count(pods.ConvertAll(pod => pod.Record.Requested), capacity);
        var one = Charge.OfNode(UsageRates.None with { PerNodeHour = perHour }, windowMillis);
        return cost with { Cost = (one * nodes).Round(), Nodes = nodes };
    }

    /// <summary>Sums do not tell how many pods ran at once.</summary>
    public static VmPeakCost Refuse(PeakNode node, DateTimeOffset sumsUntil) => Describe(node) with
    {
        Refusal = $"usage until {sumsUntil.UtcDateTime:yyyy-MM-dd HH:mm} UTC is kept as sums, which do not tell how many pods ran at once; begin there",
    };

    private static VmPeakCost Describe(PeakNode node) => new()
    {
        Region = node.Region,
        Size = node.Size,
        Tier = node.Tier,
        ReservedYears = node.ReservedYears,
        PerNodeHour = node.PerNodeHour,
    };

    private static string Describe(UsageRecord pod, string size, Resources capacity) =>
        $"pod {pod.Namespace}/{pod.PodName} requests {pod.Requested}, a {size} has {capacity}";

    /// <summary>By id, so that of several pods that are too large the same one is named each time.</summary>
    private static List<UsageSlice> LiveAt(IReadOnlyList<UsageSlice> slices, long millis) => [.. slices
        .Where(slice => slice.IsPod && slice.FromMillis <= millis && millis < slice.ToMillis)
        .OrderBy(slice => slice.Record.Id, StringComparer.Ordinal)];
}
