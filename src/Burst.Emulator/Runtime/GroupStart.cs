namespace Burst.Emulator.Runtime;

/// <summary>Everything a runtime needs to run one deployment of a container group. It never changes under one runtime id.</summary>
public sealed record GroupStart
{
    /// <summary>Chosen by the emulator, unique for ever: lower-case letters, digits and hyphens, at most 63 characters.</summary>
    public required string RuntimeId { get; init; }

    /// <summary>The container group's name, for people who look at what runs.</summary>
    public required string GroupName { get; init; }

    /// <summary>The instant the emulator launched the group, in UTC.</summary>
    public required DateTimeOffset StartAt { get; init; }

    public required RestartPolicy RestartPolicy { get; init; }

    /// <summary>1 to 60 containers, the init containers among them, with distinct names.</summary>
    public required IReadOnlyList<ContainerStart> Containers { get; init; }

    /// <summary>
    /// To be run to success one after the other before the containers. One that fails is run again, unless the restart policy is
    /// <see cref="Runtime.RestartPolicy.Never"/>: then the group has failed. They have no cores and no memory of their own.
    /// </summary>
    public IReadOnlyList<ContainerStart> InitContainers { get; init; } = [];

    public IReadOnlyList<GroupVolume> Volumes { get; init; } = [];

    /// <summary>Who may pull images of which registry.</summary>
    public IReadOnlyList<RegistryLogin> Registries { get; init; } = [];

    /// <summary>What its containers ask for the addresses of names; null for what the runtime has.</summary>
    public GroupDns? Dns { get; init; }
}
