using Burst.Simulation.Checker.Inputs;

namespace Burst.Simulation.Checker.Prices;

/// <summary>What a VM of a size offers: the D family has 4 GiB for each vCPU; B2s has 2 vCPUs and 4 GiB.</summary>
internal static class VmSizes
{
    private const long GibMib = 1024;
    private const long MemoryPerCpuGib = 4;

    private static readonly Dictionary<string, long> CpusOfD = new(StringComparer.Ordinal)
    {
        ["D2_v5"] = 2, ["D2s_v5"] = 2, ["D4_v5"] = 4, ["D4s_v5"] = 4, ["D8_v5"] = 8, ["D8s_v5"] = 8,
        ["D16_v5"] = 16, ["D16s_v5"] = 16, ["D32_v5"] = 32, ["D32s_v5"] = 32,
        ["D2ds_v5"] = 2, ["D4ds_v5"] = 4, ["D4as_v5"] = 4, ["D2s_v6"] = 2, ["D4s_v6"] = 4,
    };

    public static PodSize Of(string size)
    {
        if (size == "B2s")
            return new PodSize(2000, 4 * GibMib);
        return CpusOfD.TryGetValue(size, out var cpus)
            ? new PodSize(cpus * 1000, cpus * MemoryPerCpuGib * GibMib)
            : throw new InputException($"VM size '{size}' is not known; accepted: {string.Join(", ", CpusOfD.Keys)}, B2s");
    }
}
