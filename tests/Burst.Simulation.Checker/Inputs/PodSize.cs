namespace Burst.Simulation.Checker.Inputs;

/// <summary>What one pod asks for.</summary>
internal readonly record struct PodSize(long CpuMillis, long MemoryMib) : IComparable<PodSize>
{
    public int CompareTo(PodSize other) =>
        CpuMillis != other.CpuMillis ? CpuMillis.CompareTo(other.CpuMillis) : MemoryMib.CompareTo(other.MemoryMib);

    public override string ToString() => $"{CpuMillis} millicores, {MemoryMib} MiB";
}
