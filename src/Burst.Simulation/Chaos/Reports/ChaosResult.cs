using System.Collections.Immutable;

namespace Burst.Simulation.Chaos.Reports;

/// <summary>What became of one simulated history.</summary>
public sealed record ChaosResult
{
    public required ulong Seed { get; init; }

    /// <summary>Simulated time, the quiet time at the end included.</summary>
    public required TimeSpan Simulated { get; init; }

    /// <summary>Equal in every process for the same seed, length and version.</summary>
    public required ulong HistoryHash { get; init; }

    public required ImmutableArray<FaultFigure> Faults { get; init; }

    /// <summary>Container groups that were created.</summary>
    public required long Spills { get; init; }

    /// <summary>Pods and container groups that the control plane ended.</summary>
    public required long Deletes { get; init; }

    /// <summary>Times the control plane was killed, paused or doubled.</summary>
    public required long Crashes { get; init; }

    /// <summary>Promises that were looked at.</summary>
    public required long Checks { get; init; }

    public required long Events { get; init; }

    public required ImmutableArray<ChaosViolation> Violations { get; init; }
}
