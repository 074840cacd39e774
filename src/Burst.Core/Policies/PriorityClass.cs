using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Core.Policies;

/// <summary>A name for how important pods are beside others (<c>scheduling.k8s.io/v1</c>).</summary>
public sealed record PriorityClass : ClusterObject
{
    /// <summary>What users may give, at most; above are the built-in classes.</summary>
    public const int UserValueMax = 1_000_000_000;

    /// <summary>Of the names that users may not give.</summary>
    public const string SystemPrefix = "system-";

    /// <summary>The classes that are always there, as in Kubernetes.</summary>
    public static readonly ImmutableArray<PriorityClass> BuiltIn =
    [
        MakeBuiltIn("system-cluster-critical", "6f0a4a52-5b0e-4c0c-9d6c-9c9a0c3c7f01", 2_000_000_000, "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."),
        MakeBuiltIn("system-node-critical", "6f0a4a52-5b0e-4c0c-9d6c-9c9a0c3c7f02", 2_000_001_000, "Used for system critical pods that must not be moved from their current node."),
    ];

    /// <summary>The higher, the more important. A pod keeps the value it was made with.</summary>
    public required int Value { get; init; }

    /// <summary>Pods that name no class are of this one. One class has it, at most.</summary>
    public bool GlobalDefault { get; init; }

    public PreemptionPolicy PreemptionPolicy { get; init; }

    public string Description { get; init; } = "";

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.PriorityClass;

    public static bool IsBuiltIn(string name) => BuiltIn.Any(known => known.Metadata.Name == name);

    private static PriorityClass MakeBuiltIn(string name, string uid, int value, string description) => new()
    {
        Metadata = new ObjectMeta { Name = name, Uid = uid, Generation = 1 },
        Value = value,
        Description = description,
    };
}
