using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>A request with what the service adds: defaults, enums in their own case, members of its own dropped.</summary>
internal static class GroupDefaults
{
    private static readonly string[] Skus = ["Standard", "Dedicated", "Confidential"];
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] OsTypes = ["Linux", "Windows"];
    private static readonly string[] Priorities = ["Regular", "Spot"];
    private static readonly string[] AddressTypes = ["Public", "Private"];
    private static readonly string[] Protocols = ["TCP", "UDP"];

    /// <exception cref="Arm.ArmException">A required member is missing or an enum has an unknown value.</exception>
    public static ContainerGroupProperties Apply(ContainerGroupProperties spec, string group) => spec with
    {
        Sku = OneOf("properties.sku", spec.Sku ?? "Standard", Skus, group),
        ProvisioningState = null,
        ProvisioningTimeoutInSeconds = spec.ProvisioningTimeoutInSeconds ?? 1800,
        IsCustomProvisioningTimeout = spec.ProvisioningTimeoutInSeconds is not (null or 1800),
        Containers = [.. (spec.Containers ?? []).Select((container, i) => Apply(container, $"properties.containers[{i}]", group))],
        InitContainers = [.. (spec.InitContainers ?? []).Select((container, i) => Apply(container, $"properties.initContainers[{i}]", group))],
        RestartPolicy = OneOf("properties.restartPolicy", spec.RestartPolicy ?? "Always", RestartPolicies, group),
        OsType = OneOf("properties.osType", spec.OsType ?? throw GroupErrors.Required("properties.osType", group), OsTypes, group),
        Priority = spec.Priority is null ? null : OneOf("properties.priority", spec.Priority, Priorities, group),
        IpAddress = spec.IpAddress is null ? null : Apply(spec.IpAddress, group),
        InstanceView = null,
    };

    /// <summary>The region's name as the service writes it: "West US" is westus.</summary>
    public static string Location(string location) => location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static ContainerBody Apply(ContainerBody container, string path, string group)
    {
        var properties = container.Properties ?? throw GroupErrors.Required($"{path}.properties", group);
        return container with
        {
            Properties = properties with
            {
                Command = properties.Command ?? [],
                Ports = Ports(properties.Ports ?? [], $"{path}.properties.ports", group),
                EnvironmentVariables = properties.EnvironmentVariables ?? [],
                InstanceView = null,
            },
        };
    }

    private static InitContainerBody Apply(InitContainerBody container, string path, string group)
    {
        var properties = container.Properties ?? throw GroupErrors.Required($"{path}.properties", group);
        return container with
        {
            Properties = properties with
            {
                Command = properties.Command ?? [],
                EnvironmentVariables = properties.EnvironmentVariables ?? [],
                InstanceView = null,
            },
        };
    }

    private static IpAddressBody Apply(IpAddressBody address, string group) => address with
    {
        Type = OneOf("properties.ipAddress.type", address.Type ?? throw GroupErrors.Required("properties.ipAddress.type", group), AddressTypes, group),
        Ports = Ports(address.Ports ?? [], "properties.ipAddress.ports", group),
        Ip = null,
        Fqdn = null,
    };

    private static PortBody[] Ports(IReadOnlyList<PortBody> ports, string path, string group) =>
        [.. ports.Select((p, i) => p with { Protocol = p.Protocol is null ? null : OneOf($"{path}[{i}].protocol", p.Protocol, Protocols, group) })];

    private static string OneOf(string path, string value, string[] accepted, string group) =>
        accepted.FirstOrDefault(a => a.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw GroupErrors.NotOneOf(path, value, accepted, group);
}
