using System.Collections.Immutable;
using Burst.Core.Units;

namespace Burst.Core.Pods;

public sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>Replaces the image's entry point when not empty.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Arguments of the entry point.</summary>
    public ImmutableArray<string> Args { get; init; } = [];

    public string? WorkingDir { get; init; }

    public ImmutableArray<EnvVar> Env { get; init; } = [];

    public ImmutableArray<EnvFrom> EnvFrom { get; init; } = [];

    public ImmutableArray<ContainerPort> Ports { get; init; } = [];

    public Resources Requests { get; init; }

    /// <summary>Zero in a dimension means no limit there.</summary>
    public Resources Limits { get; init; }
}
