using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Simulation.Metrics;

/// <summary>What one policy gave: every figure can be recomputed from the trace and the placements.</summary>
public sealed record PolicyFigures
{
    public required BurstMode Policy { get; init; }

    /// <summary>The run was stopped: true of what had been placed by then.</summary>
    public bool IsPartial { get; init; }

    public required int JobsRun { get; init; }

    public required long PodsRun { get; init; }

    /// <summary>What no node and no tier can ever run, by the planner's reason.</summary>
    public required ImmutableSortedDictionary<string, int> Rejected { get; init; }

    /// <summary>Null when nothing ran.</summary>
    public required long? FirstSubmitMs { get; init; }

    public required long? LastEndMs { get; init; }

    public required Money TotalCost { get; init; }

    /// <summary>The lines sum to the total exactly.</summary>
    public required ImmutableSortedDictionary<Tier, Money> CostByTier { get; init; }

    /// <summary>Requested core-milliseconds x thousandths of a core, while code ran on VM nodes.</summary>
    public required Int128 VmBusy { get; init; }

    /// <summary>The same unit: what the VM nodes had over the whole time.</summary>
    public required Int128 VmOffered { get; init; }

    public required int SpilledJobs { get; init; }

    /// <summary>Requested, in the unit of <see cref="VmBusy"/>.</summary>
    public required Int128 Spilled { get; init; }

    public required WaitFigures Wait { get; init; }

    /// <summary>Jobs placed later than allowed, by what blocked them when their time was up.</summary>
    public required ImmutableSortedDictionary<string, int> PastAfter { get; init; }

    /// <summary>Billed thousandths of a core at the same time.</summary>
    public required long AciCpuMillisPeak { get; init; }

    public required int AciGroupsPeak { get; init; }

    public required int CreatesPer5MinutesPeak { get; init; }

    public int RejectedJobs => Rejected.Values.Sum();

    /// <summary>Ten-thousandths of what the VM nodes offered, rounded down.</summary>
    public int VmUtilisationBasisPoints => VmOffered == 0 ? 0 : (int)(VmBusy * 10_000 / VmOffered);
}
