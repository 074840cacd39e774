using System.Collections.Immutable;

namespace Burst.Hosts.Local.Folders;

internal sealed record LaunchContainer
{
    public required string Name { get; init; }

    /// <summary>The executable and its arguments.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>All of it, as NAME=value. In the record a secret is its NAME alone; the shim is handed the value.</summary>
    public required ImmutableArray<string> Environment { get; init; }

    /// <summary>Null for a folder of its own inside the pod's.</summary>
    public string? WorkingFolder { get; init; }
}
