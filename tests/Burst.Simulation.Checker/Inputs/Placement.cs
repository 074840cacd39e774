namespace Burst.Simulation.Checker.Inputs;

/// <summary>One pod: where its code ran and when. A job that the trace does not know is -1.</summary>
internal readonly record struct Placement(int Job, long SubmitMs, long StartMs, long EndMs, PodPlace Place, PodSize Size);
