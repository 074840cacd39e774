namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>How many points one method of a port has, and at how many the control plane was killed: twice each when all were.</summary>
public sealed record CrashPointFigure(string Port, string Method, int Points, int Killed);
