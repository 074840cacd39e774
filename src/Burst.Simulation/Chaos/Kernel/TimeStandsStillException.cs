namespace Burst.Simulation.Chaos.Kernel;

/// <summary>Takes the thread of the world back from a process that goes round without ever waiting.</summary>
internal sealed class TimeStandsStillException(SimulatedProcess process) : Exception($"Process {process.Number} goes round without waiting.");
