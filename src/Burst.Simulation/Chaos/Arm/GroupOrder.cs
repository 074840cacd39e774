namespace Burst.Simulation.Chaos.Arm;

/// <summary>What a PUT asked for.</summary>
internal sealed record GroupOrder(
    IReadOnlyList<KeyValuePair<string, string?>> Tags, IReadOnlyList<ContainerOrder> Containers, string RestartPolicy, bool IsSpot)
{
    public long CpuMillis { get; } = Containers.Sum(container => container.CpuMillis);

    public long MemoryDeciGb { get; } = Containers.Sum(container => container.MemoryDeciGb);

    public string? FindTag(string name)
    {
        foreach (var (key, value) in Tags)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>Whether this can take the other's place without a delete in between.</summary>
    public bool CanUpdate(GroupOrder before) => RestartPolicy == before.RestartPolicy && IsSpot == before.IsSpot
        && CpuMillis == before.CpuMillis && MemoryDeciGb == before.MemoryDeciGb;
}
