using System.Text.Json;

namespace Burst.Emulator.Wire;

internal sealed record ContainerGroupProperties
{
    public string? Sku { get; init; }

    public string? ProvisioningState { get; init; }

    public int? ProvisioningTimeoutInSeconds { get; init; }

    public bool? IsCustomProvisioningTimeout { get; init; }

    public IReadOnlyList<ContainerBody>? Containers { get; init; }

    public IReadOnlyList<InitContainerBody>? InitContainers { get; init; }

    public IReadOnlyList<RegistryCredentialBody>? ImageRegistryCredentials { get; init; }

    public string? RestartPolicy { get; init; }

    public IpAddressBody? IpAddress { get; init; }

    public string? OsType { get; init; }

    public IReadOnlyList<VolumeBody>? Volumes { get; init; }

    public GroupInstanceView? InstanceView { get; init; }

    public DiagnosticsBody? Diagnostics { get; init; }

    public IReadOnlyList<JsonElement>? SubnetIds { get; init; }

    public DnsConfigBody? DnsConfig { get; init; }

    public JsonElement? EncryptionProperties { get; init; }

    public IReadOnlyList<ExtensionBody>? Extensions { get; init; }

    public JsonElement? ConfidentialComputeProperties { get; init; }

    public string? Priority { get; init; }
}
