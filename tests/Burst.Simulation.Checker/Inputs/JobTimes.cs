namespace Burst.Simulation.Checker.Inputs;

/// <summary>When a job came and how long its code runs, in milliseconds of the trace.</summary>
internal readonly record struct JobTimes(long SubmitMs, long DurationMs);
