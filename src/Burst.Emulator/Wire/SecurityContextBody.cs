namespace Burst.Emulator.Wire;

internal sealed record SecurityContextBody
{
    public bool? Privileged { get; init; }

    public bool? AllowPrivilegeEscalation { get; init; }

    public ContainerCapabilitiesBody? Capabilities { get; init; }

    public long? RunAsGroup { get; init; }

    public long? RunAsUser { get; init; }

    public string? SeccompProfile { get; init; }
}

internal sealed record ContainerCapabilitiesBody
{
    public IReadOnlyList<string>? Add { get; init; }

    public IReadOnlyList<string>? Drop { get; init; }
}
