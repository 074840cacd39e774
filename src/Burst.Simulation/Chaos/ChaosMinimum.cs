using System.Collections.Immutable;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos;

/// <summary>The faults that it takes to break a promise, in words, and how it is broken then.</summary>
public sealed record ChaosMinimum(ImmutableArray<string> Faults, ChaosViolation Violation);
