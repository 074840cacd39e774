namespace Burst.Emulator.Wire;

internal sealed record InitContainerBody
{
    public string? Name { get; init; }

    public InitContainerProperties? Properties { get; init; }
}

/// <summary>An init container has neither ports nor resources nor probes: it shares what the group has.</summary>
internal sealed record InitContainerProperties
{
    public string? Image { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<EnvironmentVariableBody>? EnvironmentVariables { get; init; }

    public ContainerInstanceView? InstanceView { get; init; }

    public IReadOnlyList<VolumeMountBody>? VolumeMounts { get; init; }

    public SecurityContextBody? SecurityContext { get; init; }
}
