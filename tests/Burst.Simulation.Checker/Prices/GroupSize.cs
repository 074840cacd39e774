using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Prices;

/// <summary>What a pod takes and pays as a container group: CPU in hundredths of a core, memory in tenths of a GB of 1024 MiB, at least 1 and 1.</summary>
internal readonly record struct GroupSize(long CentiCores, long DeciGb)
{
    private const long MillisPerCenti = 10;
    private const long MibPerGb = 1024;

    public static GroupSize Of(PodSize pod) => new(
        Math.Max(100, RoundUp(pod.CpuMillis, MillisPerCenti)),
        Math.Max(10, RoundUp(pod.MemoryMib * 10, MibPerGb)));

    /// <summary>31 vCPU and 240 GB, on Spot 4 and 16.</summary>
    public static GroupSize Max(string tier) => tier == TierNames.AciSpot ? new(400, 160) : new(3100, 2400);

    public bool FitsIn(GroupSize limit) => CentiCores <= limit.CentiCores && DeciGb <= limit.DeciGb;

    public override string ToString() => $"{CentiCores / 100m:0.##} CPU / {DeciGb / 10m:0.#} GB";

    private static long RoundUp(long value, long unit) => (value + unit - 1) / unit;
}
