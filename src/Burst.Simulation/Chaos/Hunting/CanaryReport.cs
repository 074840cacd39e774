using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>Which deliberate bugs were found.</summary>
/// <param name="Hunted">All that were looked for.</param>
/// <param name="Clean">What the same histories break without any of them: it counts for no canary in the same history.</param>
/// <param name="IsPartial">Interrupted; what is known so far.</param>
public sealed record CanaryReport(
    ImmutableArray<Canary> Hunted, ImmutableArray<ChaosViolation> Clean, ImmutableArray<CanaryFinding> Findings, TimeSpan Wall, bool IsPartial)
{
    public int Found => Findings.Count(finding => finding.IsFound);

    public bool HasPassed => !IsPartial && Found == Hunted.Length;
}
