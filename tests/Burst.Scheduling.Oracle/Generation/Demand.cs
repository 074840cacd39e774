using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

/// <summary>Amounts of each resource, as a container asks for them and a node has them.</summary>
internal readonly record struct Demand(int CpuMillis, int MemoryMib, int StorageMib, int Gpus)
{
    public static Demand operator +(Demand one, Demand other) => new(
        one.CpuMillis + other.CpuMillis, one.MemoryMib + other.MemoryMib, one.StorageMib + other.StorageMib, one.Gpus + other.Gpus);

    public static Demand Max(Demand one, Demand other) => new(
        Math.Max(one.CpuMillis, other.CpuMillis), Math.Max(one.MemoryMib, other.MemoryMib),
        Math.Max(one.StorageMib, other.StorageMib), Math.Max(one.Gpus, other.Gpus));

    /// <summary>As fields of the current object, each in one of the ways in which Kubernetes lets it be written.</summary>
    public void Write(Utf8JsonWriter json, Dice dice, bool zeros, bool isNode)
    {
        if (zeros || CpuMillis > 0)
            json.WriteString("cpu", Cpu(dice));
        if (zeros || MemoryMib > 0)
            json.WriteString("memory", Bytes(MemoryMib, dice));
        if (isNode || StorageMib > 0)
            json.WriteString("ephemeral-storage", Bytes(StorageMib, dice));
        WriteGpus(json);
    }

    public void WriteGpus(Utf8JsonWriter json)
    {
        if (Gpus > 0)
            json.WriteString("nvidia.com/gpu", Gpus.ToString());
    }

    private string Cpu(Dice dice) => CpuMillis % 1000 == 0 && dice.Chance(60) ? (CpuMillis / 1000).ToString()
        : dice.Chance(25) ? $"{CpuMillis / 1000}.{CpuMillis % 1000:000}"
        : $"{CpuMillis}m";

    private static string Bytes(int mib, Dice dice) => mib % 1024 == 0 && dice.Chance(60) ? $"{mib / 1024}Gi"
        : mib % 512 == 0 && dice.Chance(30) ? $"{mib / 1024}.{(mib % 1024 == 0 ? 0 : 5)}Gi"
        : dice.Chance(10) ? ((long)mib * 1024 * 1024).ToString()
        : dice.Chance(10) ? $"{mib * 1024}Ki"
        : $"{mib}Mi";
}
