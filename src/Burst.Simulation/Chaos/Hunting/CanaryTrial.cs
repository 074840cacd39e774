using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>One history, run until it broke a promise or to its end.</summary>
/// <param name="Violation">The first; null when it kept them all.</param>
/// <param name="Songs">How often the canary that sings made a difference by then; 0 without one.</param>
public sealed record CanaryTrial(ulong Seed, ChaosViolation? Violation, long Songs);
