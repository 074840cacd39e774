using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Core.Hosts;

/// <summary>All a host needs to run a pod, with references to ConfigMaps and Secrets already resolved.</summary>
public sealed record PodLaunch
{
    public required PodUid Uid { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>What the pod belongs to, such as Deployment/web; null for a pod of its own.</summary>
    public string? Workload { get; init; }

    /// <summary>The same for all pods of one template of their workload; empty for a pod of its own.</summary>
    public string Revision { get; init; } = "";

    public required Tier Tier { get; init; }

    public required PodSpec Spec { get; init; }

    /// <summary>By container name; every container and init container has an entry.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>> Environment { get; init; }

    /// <summary>By volume name: the files of every volume that a ConfigMap or Secret fills.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<ResolvedFile>> Files { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<ResolvedFile>>.Empty;

    /// <summary>By volume name: access to every Azure Files share.</summary>
    public ImmutableSortedDictionary<string, ResolvedShare> Shares { get; init; } = ImmutableSortedDictionary<string, ResolvedShare>.Empty;

    /// <summary>One for each registry, by server.</summary>
    public ImmutableArray<RegistryCredential> Registries { get; init; } = [];

    /// <summary>When the pod was given its place: with the spec all that a host may derive times from, so that each call says the same.</summary>
    public DateTimeOffset PlacedAt { get; init; }

    /// <summary>The term of the leader that gave the pod its place; carried as a tag by everything billable.</summary>
    public required long FencingToken { get; init; }

    /// <summary>
    /// An earlier create may have been sent with other values of variables: what it made is taken, and nothing is made now. The
    /// environment is then empty.
    /// </summary>
    public bool LooksOnly { get; init; }

    /// <summary>Variable names only: a record's generated text would print secret values.</summary>
    public override string ToString() => $"PodLaunch {Namespace}/{Name} ({Uid})";
}
