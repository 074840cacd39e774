namespace Burst.Emulator.Runtime;

/// <summary>One container to run.</summary>
public sealed record ContainerStart
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>Program and arguments (exec form, no shell); empty means the image's own entry point.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>In the order given by the client; of one name given twice the last counts. Values may be secret: do not log them.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }

    /// <summary>Requested cores.</summary>
    public required decimal CpuCores { get; init; }

    /// <summary>Requested memory in GB.</summary>
    public required decimal MemoryInGB { get; init; }

    /// <summary>Cores it may use at most; null for no more than it requests.</summary>
    public decimal? CpuCoresMax { get; init; }

    /// <summary>Memory in GB it may use at most; null for no more than it requests.</summary>
    public decimal? MemoryInGBMax { get; init; }

    /// <summary>Null for what the image and the runtime have.</summary>
    public ContainerRights? Rights { get; init; }

    public IReadOnlyList<int> Ports { get; init; } = [];

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Too many failures in a row end the container, and the restart policy decides what comes then; null when it is not asked.</summary>
    public ContainerProbe? Liveness { get; init; }

    /// <summary>Whether it can be sent work; null when it is not asked.</summary>
    public ContainerProbe? Readiness { get; init; }
}
