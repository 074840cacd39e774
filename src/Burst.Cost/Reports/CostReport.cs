using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>What a window cost, who caused it, and what the two obvious alternatives would have cost.</summary>
public sealed record CostReport
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// Until when pods that ended are kept as sums per UTC day; null when the window has only single records. Sums give the same charges
    /// and counts, and tell neither how many pods ran at once nor how long each waited.
    /// </summary>
    public DateTimeOffset? SumsUntil { get; init; }

    public required CostGrouping Grouping { get; init; }

    /// <summary>Their costs sum to <see cref="Total"/> exactly; rows of pods first, then idle rows.</summary>
    public required ImmutableArray<CostRow> Rows { get; init; }

    public required Money Total { get; init; }

    public required int PodsRun { get; init; }

    /// <summary>Of those, on a virtual node.</summary>
    public required int PodsSpilled { get; init; }

    /// <summary>Null when there was no pod, or sums are in the window.</summary>
    public DemandPeak? Peak { get; init; }

    public required AllAciCost AllAci { get; init; }

    public required VmPeakCost VmPeak { get; init; }

    /// <summary>Of the single records.</summary>
    public required WaitStatistics Wait { get; init; }
}
