using System.Collections.Immutable;
using Burst.Simulation.Alternatives;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;

namespace Burst.Simulation.Reports;

/// <summary>A trace under one or more policies, side by side, and what else could have been done.</summary>
public sealed record SimulationReport
{
    public required string TraceName { get; init; }

    public required int Jobs { get; init; }

    public required int BadRows { get; init; }

    /// <summary>The cluster; its policy is that of the first column.</summary>
    public required SimulationOptions Options { get; init; }

    public required ImmutableArray<PolicyFigures> Policies { get; init; }

    /// <summary>Null when the run was stopped before it was known.</summary>
    public Alternative? NeverSpill { get; init; }

    public Alternative? AllOnAci { get; init; }

    public Alternative? VmsForPeak { get; init; }

    public bool IsPartial => Policies.Any(policy => policy.IsPartial) || VmsForPeak is null;
}
