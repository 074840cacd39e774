using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What a group asks for in all.</summary>
internal static class GroupTotals
{
    public static decimal Cpu(ContainerGroupProperties spec) => Requests(spec).Sum(r => r.Cpu ?? 0);

    public static decimal MemoryInGB(ContainerGroupProperties spec) => Requests(spec).Sum(r => r.MemoryInGB ?? 0);

    private static IEnumerable<ResourceAmounts> Requests(ContainerGroupProperties spec) =>
        (spec.Containers ?? []).Select(c => c.Properties?.Resources?.Requests).OfType<ResourceAmounts>();
}
