namespace Burst.Hosts.Docker.Mapping;

/// <summary>What a container of an engine is to its pod.</summary>
internal enum ContainerRole
{
    /// <summary>Has the pod's network and keeps its volumes in use.</summary>
    Holder,

    /// <summary>Runs to its success before the others start.</summary>
    Init,

    /// <summary>An init container that goes on beside the others, and ends after them.</summary>
    Sidecar,

    Main,

    /// <summary>Of no pod: reads what is left of the machine, and ends.</summary>
    Gauge,
}
