namespace Burst.Simulation.Traces;

/// <summary>One job of a trace, in milliseconds on the trace's own clock. All its pods start together.</summary>
public sealed record TraceJob(string Id, long SubmitMs, long DurationMs, TraceShape Shape, string Class);
