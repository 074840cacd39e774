using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker;

/// <summary>Which engine runs the pods of one node.</summary>
public sealed record DockerPodHostOptions
{
    public required NodeName Node { get; init; }

    public required EngineAddress Address { get; init; }

    /// <summary>Null for a socket, or for an engine over TCP that asks for no certificate.</summary>
    public EngineTls? Tls { get; init; }

    /// <summary>Absolute paths of the engine's machine that pods may mount, with all that is below them.</summary>
    public ImmutableArray<string> AllowedHostPaths { get; init; } = [];

    /// <summary>False for one of several nodes on one engine: it offers its size, whatever the machine has, and tells nothing of it.</summary>
    public bool ReadsMachine { get; init; } = true;

    /// <summary>The cluster whose pods these are; containers of other clusters on the same engine are not seen.</summary>
    public required string OwnerId { get; init; }
}
