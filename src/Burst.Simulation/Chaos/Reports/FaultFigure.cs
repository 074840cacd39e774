namespace Burst.Simulation.Chaos.Reports;

/// <summary>How often one kind of fault struck, and how often of these while an intent was in flight.</summary>
public sealed record FaultFigure(string Kind, long Struck, long InFlight);
