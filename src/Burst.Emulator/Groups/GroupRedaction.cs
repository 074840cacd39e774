using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>A specification without the values that the service never gives back.</summary>
internal static class GroupRedaction
{
    public static ContainerGroupProperties Redact(ContainerGroupProperties spec) => spec with
    {
        Containers = [.. (spec.Containers ?? []).Select(Redact)],
        InitContainers = spec.InitContainers?.Select(Redact).ToArray(),
        ImageRegistryCredentials = spec.ImageRegistryCredentials?.Select(c => c with { Password = null }).ToArray(),
        Volumes = spec.Volumes?.Select(Redact).ToArray(),
        Extensions = spec.Extensions?.Select(e => e with { Properties = e.Properties is { } p ? p with { ProtectedSettings = null } : null }).ToArray(),
        Diagnostics = spec.Diagnostics?.LogAnalytics is { } logs
            ? new() { LogAnalytics = logs with { WorkspaceKey = null } }
            : spec.Diagnostics,
    };

    private static ContainerBody Redact(ContainerBody container) => container with
    {
        Properties = container.Properties! with
        {
            EnvironmentVariables = Redact(container.Properties.EnvironmentVariables),
        },
    };

    private static InitContainerBody Redact(InitContainerBody container) => container with
    {
        Properties = container.Properties! with { EnvironmentVariables = Redact(container.Properties.EnvironmentVariables) },
    };

    private static EnvironmentVariableBody[]? Redact(IReadOnlyList<EnvironmentVariableBody>? variables) =>
        variables?.Select(v => v with { SecureValue = null }).ToArray();

    private static VolumeBody Redact(VolumeBody volume) => volume with
    {
        AzureFile = volume.AzureFile is { } file ? file with { StorageAccountKey = null } : null,
        Secret = volume.Secret is null ? null : [],
    };
}
