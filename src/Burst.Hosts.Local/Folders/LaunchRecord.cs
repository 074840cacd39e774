using System.Collections.Immutable;
using Burst.Core.Pods;

namespace Burst.Hosts.Local.Folders;

/// <summary>All the shim needs, decided by the host: the shim itself knows neither images nor options.</summary>
internal sealed record LaunchRecord
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long FencingToken { get; init; }

    public required RestartPolicy RestartPolicy { get; init; }

    public required TimeSpan GracePeriod { get; init; }

    public TimeSpan? ActiveDeadline { get; init; }

    public required TimeSpan RestartDelayBase { get; init; }

    public required long LogBytesMax { get; init; }

    public required int LogFilesMax { get; init; }

    public required ImmutableArray<LaunchContainer> Containers { get; init; }
}
