namespace Burst.Core.Units;

/// <summary>An amount of compute: CPU in thousandths of a core, memory in MiB. Arithmetic is checked and never goes below zero silently.</summary>
public readonly record struct Resources(long CpuMillis, long MemoryMib)
{
    public static readonly Resources Zero = default;

    public static Resources operator +(Resources left, Resources right) =>
        new(checked(left.CpuMillis + right.CpuMillis), checked(left.MemoryMib + right.MemoryMib));

    public static Resources operator -(Resources left, Resources right) =>
        new(checked(left.CpuMillis - right.CpuMillis), checked(left.MemoryMib - right.MemoryMib));

    /// <summary>The larger amount in each dimension.</summary>
    public Resources AtLeast(Resources other) => new(Math.Max(CpuMillis, other.CpuMillis), Math.Max(MemoryMib, other.MemoryMib));

    /// <summary>The smaller amount in each dimension.</summary>
    public Resources AtMost(Resources other) => new(Math.Min(CpuMillis, other.CpuMillis), Math.Min(MemoryMib, other.MemoryMib));

    public bool FitsIn(Resources free) => CpuMillis <= free.CpuMillis && MemoryMib <= free.MemoryMib;

    public override string ToString() => $"{CpuMillis}m CPU, {MemoryMib} MiB";
}
