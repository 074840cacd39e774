namespace Burst.Simulation.Traces;

public sealed record TraceOptions
{
    /// <summary>Leaves out rows that cannot be used and counts them, instead of stopping at the first.</summary>
    public bool SkipsBadRows { get; init; }

    /// <summary>Memory of a pod whose row says nothing of it.</summary>
    public long DefaultMemoryMib { get; init; } = 2048;

    public SwfMemory SwfMemory { get; init; } = SwfMemory.KibPerProcessor;
}
