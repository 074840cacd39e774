using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>Which deliberate bugs were found.</summary>
/// <param name="Hunted">All that were looked for.</param>
/// <param name="Unusable">What histories break without any of them: those were not looked into.</param>
/// <param name="IsPartial">Interrupted; what is known so far.</param>
public sealed record CanaryReport(
    ImmutableArray<Canary> Hunted, ImmutableArray<ChaosViolation> Unusable, ImmutableArray<CanaryFinding> Findings, TimeSpan Wall, bool IsPartial)
{
    public int Found => Findings.Count(finding => finding.IsFound);

    public bool HasPassed => !IsPartial && Found == Hunted.Length;
}
