using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>How much a container and a group may ask for.</summary>
internal static class ResourceValidation
{
    /// <summary>The most that one group may have.</summary>
    public const decimal CpuMax = 31;

    /// <summary>The most that one group may have.</summary>
    public const decimal MemoryInGBMax = 240;

    public static void Check(string group, ContainerGroupProperties spec)
    {
        foreach (var container in spec.Containers!)
            CheckRequests(group, container);
        var (cpu, memory) = (GroupTotals.Cpu(spec), GroupTotals.MemoryInGB(spec));
        var (cpuMax, memoryMax) = spec switch
        {
            { Priority: "Spot" } => (4m, 16m),
            { Sku: "Confidential" } => (CpuMax, 180m),
            _ => (CpuMax, MemoryInGBMax),
        };
        if (cpu < 1 || memory < 1 || cpu > cpuMax || memory > memoryMax)
            throw GroupErrors.Invalid("InvalidResourceRequest", $"The container group '{group}' requests '{cpu:0.##}' CPU and '{memory:0.##}' GB memory in all; " +
                $"1 to {cpuMax} CPU and 1 to {memoryMax} GB are allowed.");
        foreach (var container in spec.Containers!)
            CheckLimits(group, container, cpu, memory);
        if (spec.Priority == "Spot")
            CheckSpot(group, spec);
    }

    private static void CheckRequests(string group, ContainerBody container)
    {
        if (container.Properties!.Resources?.Requests is not { Cpu: { } cpu, MemoryInGB: { } memory } requests)
            throw GroupErrors.Invalid("ResourceRequestsNotSpecified", $"The resource requests of container '{container.Name}' in container group '{group}' " +
                "must give cpu and memoryInGB.");
        if (cpu <= 0 || memory <= 0)
            throw GroupErrors.Invalid("InvalidResourceRequest", $"The resource requests of container '{container.Name}' in container group '{group}' must be positive.");
        if (requests.Gpu is not null)
            throw GroupErrors.Unsupported("resources.requests.gpu", "the service retired GPU container groups in July 2025.");
    }

    private static void CheckLimits(string group, ContainerBody container, decimal cpuTotal, decimal memoryTotal)
    {
        var (requests, limits) = (container.Properties!.Resources!.Requests!, container.Properties.Resources.Limits);
        if (limits?.Cpu > cpuTotal)
            throw GroupErrors.LimitAboveTotal("Cpu", container.Name!, group, limits.Cpu.Value, cpuTotal);
        if (limits?.MemoryInGB > memoryTotal)
            throw GroupErrors.LimitAboveTotal("MemoryInGB", container.Name!, group, limits.MemoryInGB.Value, memoryTotal);
        if (limits?.Cpu < requests.Cpu || limits?.MemoryInGB < requests.MemoryInGB)
            throw GroupErrors.Invalid("InvalidResourceLimit", $"The resource limits of container '{container.Name}' in container group '{group}' are below its requests.");
    }

    private static void CheckSpot(string group, ContainerGroupProperties spec)
    {
        if (spec.Sku != "Standard")
            throw GroupErrors.Invalid("SpotPriorityContainerGroupNotSupportedInSku", $"The Spot container group '{group}' must have the sku Standard, not '{spec.Sku}'.");
        if (spec.IpAddress is not null || spec.SubnetIds is { Count: > 0 })
            throw GroupErrors.Invalid("SpotPriorityContainerGroupNotSupportedForInboundConnectivity",
                $"The Spot container group '{group}' cannot have an IP address or a subnet.");
    }
}
