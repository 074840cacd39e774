using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;

namespace Burst.Core.Objects;

/// <summary>Anything the store keeps under a key.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Namespace), "Namespace")]
[JsonDerivedType(typeof(Node), "Node")]
[JsonDerivedType(typeof(ConfigMap), "ConfigMap")]
[JsonDerivedType(typeof(Secret), "Secret")]
[JsonDerivedType(typeof(BurstPolicy), "BurstPolicy")]
[JsonDerivedType(typeof(PodDisruptionBudget), "PodDisruptionBudget")]
[JsonDerivedType(typeof(PriorityClass), "PriorityClass")]
[JsonDerivedType(typeof(ResourceQuota), "ResourceQuota")]
[JsonDerivedType(typeof(Deployment), "Deployment")]
[JsonDerivedType(typeof(Job), "Job")]
[JsonDerivedType(typeof(Pod), "Pod")]
public abstract record ClusterObject
{
    public required ObjectMeta Metadata { get; init; }

    [JsonIgnore]
    public abstract ObjectKind Kind { get; }

    [JsonIgnore]
    public ObjectKey Key => new(Kind, Metadata.Namespace, Metadata.Name);
}
