using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>One line of a report. What the report is not grouped by is null.</summary>
public sealed record CostRow
{
    public required CostRowKind Kind { get; init; }

    public string? Namespace { get; init; }

    public string? Workload { get; init; }

    public string? Node { get; init; }

    public Tier? Tier { get; init; }

    /// <summary>Pods that used something in the window; zero in an idle row.</summary>
    public required int Pods { get; init; }

    /// <summary>Cores requested (in an idle row: not requested) x seconds. Not what ACI rounds a request up to.</summary>
    public required decimal CoreSeconds { get; init; }

    public required Money Cost { get; init; }
}
