using Burst.Core.Canaries;

namespace Burst.Core.Units;

/// <summary>
/// What ACI allocates and bills for a container or a group: CPU in steps of 0.01 core, memory in steps of 0.1 GB.
/// ACI's "GB" is taken as GiB so that a pod never gets less than it asked for.
/// </summary>
public readonly record struct GroupSize(long CpuMillis, long MemoryDeciGb)
{
    private const long CpuStepMillis = 10;
    private const long MibPerGb = 1024;

    /// <summary>The smallest group ACI accepts: 1 CPU, 1 GB.</summary>
    public static readonly GroupSize Minimum = new(1000, 10);

    /// <summary>The largest regular group: 31 vCPU, 240 GB (limits page, 2025-11-17).</summary>
    public static readonly GroupSize Maximum = new(31_000, 2400);

    /// <summary>The largest Spot group: 4 vCPU, 16 GB.</summary>
    public static readonly GroupSize SpotMaximum = new(4000, 160);

    /// <summary>Rounds one container's request up to ACI's steps; never down, and never to nothing.</summary>
    public static GroupSize RoundUp(Resources request) => new(
        Math.Max(CpuStepMillis, DivideUp(request.CpuMillis, CpuStepMillis) * CpuStepMillis),
        Math.Max(1, IsRoundedDown(request.MemoryMib) ? request.MemoryMib * 10 / MibPerGb : DivideUp(request.MemoryMib * 10, MibPerGb)));

    /// <summary>As much as this, in the units of requests; memory is rounded down to whole MiB.</summary>
    public Resources ToResources() => new(CpuMillis, MemoryDeciGb * MibPerGb / 10);

    public static GroupSize operator +(GroupSize left, GroupSize right) =>
        new(checked(left.CpuMillis + right.CpuMillis), checked(left.MemoryDeciGb + right.MemoryDeciGb));

    public static GroupSize operator -(GroupSize left, GroupSize right) =>
        new(checked(left.CpuMillis - right.CpuMillis), checked(left.MemoryDeciGb - right.MemoryDeciGb));

    /// <summary>The larger amount in each dimension.</summary>
    public GroupSize AtLeast(GroupSize other) => new(Math.Max(CpuMillis, other.CpuMillis), Math.Max(MemoryDeciGb, other.MemoryDeciGb));

    public bool FitsIn(GroupSize limit) => CpuMillis <= limit.CpuMillis && MemoryDeciGb <= limit.MemoryDeciGb;

    public override string ToString() => $"{CpuMillis / 1000m:0.##} CPU / {MemoryDeciGb / 10m:0.#} GB";

    private static bool IsRoundedDown(long mib) => mib * 10 % MibPerGb != 0 && Canaries.CanarySwitch.Sings(Canary.MemoryRoundedDown);

    private static long DivideUp(long value, long step) => (value + step - 1) / step;
}
