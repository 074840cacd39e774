using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>The same pods on as many VMs, up for the whole window, as their greatest demand needs.</summary>
public sealed record VmPeakCost
{
    /// <summary>Null when refused.</summary>
    public Money? Cost { get; init; }

    /// <summary>Why there is no number; null when there is one.</summary>
    public string? Refusal { get; init; }

    public required string Region { get; init; }

    public required string Size { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>1 or 3 when the price is the one of that term, else null.</summary>
    public int? ReservedYears { get; init; }

    public Money? PerNodeHour { get; init; }

    /// <summary>Null when refused.</summary>
    public int? Nodes { get; init; }
}
