using Burst.Core.Units;

namespace Burst.Scheduling.Placement;

/// <summary>
/// What a namespace holds of the resource that it holds most of, for its weight. Exact: a fraction of which all of a step have the same
/// denominator, so that only what is above it counts.
/// </summary>
internal readonly record struct DominantShare(Int128 Held, int Weight) : IComparable<DominantShare>
{
    public static DominantShare Of(Resources held, Resources total, int weight) =>
        new(Int128.Max((Int128)held.CpuMillis * total.MemoryMib, (Int128)held.MemoryMib * total.CpuMillis), weight);

    public int CompareTo(DominantShare other) => (Held * other.Weight).CompareTo(other.Held * Weight);
}
