using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Everything that is compared, and where the outcome goes.</summary>
internal sealed record Evidence(CheckerOptions Options, JobTrace Trace, List<Placement> Placements, PolicyReport Report, Audit Audit)
{
    public string Subject(in Placement placement) => placement.Job >= 0 ? Trace.Id(placement.Job) : "a job that is not in the trace";

    /// <summary>When the pod took its place: its start less the start delay of the place.</summary>
    public long PlacedAtMs(in Placement placement) =>
        placement.StartMs - (placement.Place.IsGroup ? Options.AciStartMs : Options.VmStartMs);

    /// <summary>The name of the tier, when the row is in a container group of a tier that groups have.</summary>
    public string? GroupTier(in Placement placement) =>
        placement.Place is { IsGroup: true, Tier: >= 0 } && TierNames.IsGroup(TierNames.All[placement.Place.Tier])
            ? TierNames.All[placement.Place.Tier]
            : null;
}
