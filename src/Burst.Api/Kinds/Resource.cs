using System.Collections.Immutable;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.State;

namespace Burst.Api.Kinds;

/// <summary>One kind as clients address it: its names, where it lives, how it is listed and shown.</summary>
internal sealed record Resource
{
    public required ObjectKind ObjectKind { get; init; }

    /// <summary>As in paths: <c>deployments</c>.</summary>
    public required string Plural { get; init; }

    public ImmutableArray<string> ShortNames { get; init; } = [];

    /// <summary>Empty for the core group.</summary>
    public string Group { get; init; } = "";

    public string Version { get; init; } = "v1";

    public bool IsNamespaced { get; init; } = true;

    /// <summary>Shown by <c>kubectl get all</c>.</summary>
    public bool IsInAll { get; init; }

    /// <summary>Nodes join by configuration; users neither create nor replace them.</summary>
    public bool IsCreatable { get; init; } = true;

    public bool IsScalable { get; init; }

    public required ImmutableArray<TableColumn> Columns { get; init; }

    /// <summary>What it can be selected by, besides name and namespace.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>By namespace, then name.</summary>
    public required Func<ClusterState, IReadOnlyCollection<ClusterObject>> All { get; init; }

    /// <summary>The object with what else of the state it is shown with. Runs in the loop; what it returns is immutable.</summary>
    public required Func<ClusterState, ClusterObject, ResourceView> View { get; init; }

    public string Kind => ObjectKind.ToString();

    public string Singular => Kind.ToLowerInvariant();

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>As error messages name it: <c>deployments.apps</c>.</summary>
    public string QualifiedPlural => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    public ObjectKey KeyOf(string inNamespace, string name) => new(ObjectKind, inNamespace, name);

    public string PathOf(ObjectMeta metadata) => IsNamespaced
        ? $"{Root}/namespaces/{metadata.Namespace}/{Plural}/{metadata.Name}"
        : $"{Root}/{Plural}/{metadata.Name}";
}
