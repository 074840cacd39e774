using System.Text.Json;

namespace Burst.Emulator.Wire;

internal sealed record ContainerBody
{
    public string? Name { get; init; }

    public ContainerProperties? Properties { get; init; }
}

internal sealed record ContainerProperties
{
    public string? Image { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<PortBody>? Ports { get; init; }

    public IReadOnlyList<EnvironmentVariableBody>? EnvironmentVariables { get; init; }

    public ContainerInstanceView? InstanceView { get; init; }

    public ResourcesBody? Resources { get; init; }

    public IReadOnlyList<VolumeMountBody>? VolumeMounts { get; init; }

    public ProbeBody? LivenessProbe { get; init; }

    public ProbeBody? ReadinessProbe { get; init; }

    public SecurityContextBody? SecurityContext { get; init; }
}

internal sealed record PortBody
{
    public string? Protocol { get; init; }

    public int? Port { get; init; }
}

internal sealed record EnvironmentVariableBody
{
    public string? Name { get; init; }

    public string? Value { get; init; }

    public string? SecureValue { get; init; }
}

internal sealed record ResourcesBody
{
    public ResourceAmounts? Requests { get; init; }

    public ResourceAmounts? Limits { get; init; }
}

internal sealed record ResourceAmounts
{
    public decimal? MemoryInGB { get; init; }

    public decimal? Cpu { get; init; }

    public JsonElement? Gpu { get; init; }
}

internal sealed record VolumeMountBody
{
    public string? Name { get; init; }

    public string? MountPath { get; init; }

    public bool? ReadOnly { get; init; }
}
