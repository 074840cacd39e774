using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Core.Nodes;

/// <summary>What the machine of a VM node has, as its host last read it.</summary>
public sealed record NodeMachine
{
    /// <summary>Tells one machine from another, whatever address it is reached by.</summary>
    public required string Identity { get; init; }

    /// <summary>All of it.</summary>
    public required Resources Total { get; init; }

    /// <summary>What containers that are not this node's have reserved: by their limits, or their requests where they say some.</summary>
    public Resources Foreign { get; init; }

    /// <summary>How many of those run.</summary>
    public int ForeignContainers { get; init; }

    /// <summary>As Kubernetes names it: amd64, arm64.</summary>
    public required string Architecture { get; init; }

    /// <summary>linux.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Name and version of what runs the pods: <c>docker://28.2.2</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The labels its administrator gave it.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Null where it is not known.</summary>
    public NodePressure? Memory { get; init; }

    /// <summary>Of the disk where images and containers are; null where it is not known.</summary>
    public NodePressure? Disk { get; init; }

    public bool Equals(NodeMachine? other) => other is not null
        && (Identity, Total, Foreign, ForeignContainers, Architecture, OperatingSystem, Runtime)
            == (other.Identity, other.Total, other.Foreign, other.ForeignContainers, other.Architecture, other.OperatingSystem, other.Runtime)
        && (Memory, Disk) == (other.Memory, other.Disk)
        && Labels.SequenceEqual(other.Labels);

    public override int GetHashCode() => HashCode.Combine(Identity, Total, Foreign, ForeignContainers, Runtime);
}
