using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>One history, run until it broke a promise that was looked for, or to its end.</summary>
/// <param name="Violation">The first of a promise that was looked for; null when it kept those.</param>
/// <param name="Any">The first of any promise; null when it kept them all.</param>
/// <param name="Songs">How often the canary that sings had made a difference by then; 0 without one.</param>
public sealed record CanaryTrial(ulong Seed, ChaosViolation? Violation, ChaosViolation? Any, long Songs)
{
    /// <summary>The promise was broken after the bug was made.</summary>
    public bool IsFind => Violation is not null && Songs > 0;
}
