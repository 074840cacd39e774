using System.Collections.Immutable;

namespace Burst.Simulation.Traces;

/// <summary>A trace that was read: its jobs by submit time (equal times in the order of the file) and the rows left out.</summary>
public sealed record Trace(ImmutableArray<TraceJob> Jobs, int BadRows);
