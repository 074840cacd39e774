namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>A row of the placements.</summary>
internal sealed record PodRow(string Job, long SubmitMs, long StartMs, long EndMs, string Node, string Tier, long CpuMillis, long MemoryMib)
{
    public bool IsGroup => Tier.StartsWith("aci", StringComparison.Ordinal);

    public PodRow Shifted(long millis) => this with { StartMs = StartMs + millis, EndMs = EndMs + millis };
}
