using System.Text.Json;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What a PUT on an existing group changes, and may change.</summary>
internal static class GroupUpdate
{
    public static bool IsChange(ContainerGroupProperties before, ContainerGroupProperties after) => Text(before) != Text(after);

    public static bool IsForbidden(ContainerGroupProperties before, ContainerGroupProperties after) =>
        Text(Fixed(before)) != Text(Fixed(after))
        || GroupTotals.Cpu(before) != GroupTotals.Cpu(after)
        || GroupTotals.MemoryInGB(before) != GroupTotals.MemoryInGB(after);

    private static ContainerGroupProperties Fixed(ContainerGroupProperties spec) => new()
    {
        OsType = spec.OsType,
        RestartPolicy = spec.RestartPolicy,
        Sku = spec.Sku,
        Priority = spec.Priority,
        IpAddress = spec.IpAddress,
        SubnetIds = spec.SubnetIds,
    };

    private static string Text(ContainerGroupProperties spec) => JsonSerializer.Serialize(spec, WireJson.Default.ContainerGroupProperties);
}
