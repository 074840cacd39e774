namespace Burst.Emulator.Runtime;

/// <summary>What a container may do on its machine. Each part is null where the client does not say it.</summary>
public sealed record ContainerRights
{
    public long? RunAsUser { get; init; }

    public long? RunAsGroup { get; init; }

    /// <summary>False: no program gets more rights than the one that starts it.</summary>
    public bool? AllowPrivilegeEscalation { get; init; }

    public IReadOnlyList<string>? AddCapabilities { get; init; }

    public IReadOnlyList<string>? DropCapabilities { get; init; }

    /// <summary>All rights of the machine; the service grants it only to confidential groups.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>It brings a profile of the system calls that it may make.</summary>
    public bool HasSeccompProfile { get; init; }
}
