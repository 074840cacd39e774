namespace Burst.Simulation.Checker.Inputs;

/// <summary>One step of the timeline: instants in milliseconds, averages in thousandths, costs from the beginning in pico-dollars.</summary>
internal readonly record struct TimelineRow(
    long Line, long FromMs, long StepMs, long DemandMillis, long VmMillis, long AciMillis, long WaitingMillis, long VmPico, long AciPico);
