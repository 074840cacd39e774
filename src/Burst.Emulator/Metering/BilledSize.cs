using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>The size a group is billed by: each container's CPU rounded up to 0.01 cores and its memory to 0.1 GB.</summary>
internal readonly record struct BilledSize(decimal Cpu, decimal MemoryInGB)
{
    public static BilledSize Of(ContainerGroupProperties spec)
    {
        var requests = (spec.Containers ?? []).Select(container => container.Properties?.Resources?.Requests).OfType<ResourceAmounts>().ToArray();
        return new(requests.Sum(r => RoundUpCpu(r.Cpu ?? 0)), requests.Sum(r => RoundUpMemory(r.MemoryInGB ?? 0)));
    }

    public static decimal RoundUpCpu(decimal cores) => Math.Ceiling(cores * 100) / 100;

    public static decimal RoundUpMemory(decimal gigabytes) => Math.Ceiling(gigabytes * 10) / 10;
}
