using System.Collections.Immutable;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>What came of killing the control plane at one point.</summary>
/// <param name="Simulated">From the beginning of the world to the end of the judgement.</param>
public sealed record CrashPointResult(CrashPoint Point, CrashSide Side, TimeSpan Simulated, ImmutableArray<ChaosViolation> Violations);
