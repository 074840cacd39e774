namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>A job of the trace; all its pods ask for the same.</summary>
internal sealed record JobRow(string Id, long SubmitMs, long DurationMs, int Cpus, long MemoryMib, int Pods = 1);
