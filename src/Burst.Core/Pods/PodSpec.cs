using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Constraints;
using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Core.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Pods;

public sealed record PodSpec
{
    private Unseen<PodSpecDigest> digest;

    /// <summary>1-60 containers that share a node and a fate.</summary>
    public required ImmutableArray<ContainerSpec> Containers { get; init; }

    /// <summary>Run one after the other, each to its success, before the containers start.</summary>
    [JsonIgnore]
    public ImmutableArray<ContainerSpec> InitContainers
    {
        get => StoredInitContainers ?? [];
        init => StoredInitContainers = StoredList.OrNull(value);
    }

    /// <summary>Each name once.</summary>
    [JsonIgnore]
    public ImmutableArray<Volume> Volumes
    {
        get => StoredVolumes ?? [];
        init => StoredVolumes = StoredList.OrNull(value);
    }

    /// <summary>Names of Secrets of type kubernetes.io/dockerconfigjson.</summary>
    [JsonIgnore]
    public ImmutableArray<string> ImagePullSecrets
    {
        get => StoredImagePullSecrets ?? [];
        init => StoredImagePullSecrets = StoredList.OrNull(value);
    }

    /// <summary>Null where nothing is said.</summary>
    public PodSecurity? Security { get; init; }

    /// <summary>From the pod's annotations; null for the node's own.</summary>
    public ProcessLimits? ProcessLimits { get; init; }

    [JsonIgnore]
    public ImmutableArray<HostAlias> HostAliases
    {
        get => StoredHostAliases ?? [];
        init => StoredHostAliases = StoredList.OrNull(value);
    }

    /// <summary>Null for the node's own resolver.</summary>
    public DnsConfig? DnsConfig { get; init; }

    /// <summary>From the pod's annotations; null for a pod that cannot be reached from outside.</summary>
    public PublicAddress? PublicAddress { get; init; }

    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.Always;

    public TimeSpan TerminationGracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the pod's start; null for no deadline.</summary>
    public TimeSpan? ActiveDeadline { get; init; }

    /// <summary>Null for the default class.</summary>
    public string? PriorityClassName { get; init; }

    /// <summary>Only ever what the class says; null where it is left to that.</summary>
    public int? Priority { get; init; }

    /// <summary>Only ever what the class says; null where it is left to that.</summary>
    public PreemptionPolicy? PreemptionPolicy { get; init; }

    /// <summary>What it takes of a VM node beside its containers; null for nothing. A container group is billed for its containers alone.</summary>
    public Resources? Overhead { get; init; }

    /// <summary>Names of what must be done first: while there is one, the pod gets no place. They are taken away one by one, and none comes back.</summary>
    [JsonIgnore]
    public ImmutableArray<string> SchedulingGates
    {
        get => StoredSchedulingGates ?? [];
        init => StoredSchedulingGates = StoredList.OrNull(value);
    }

    /// <summary>Whether it has <see cref="SchedulingGates"/>.</summary>
    [JsonIgnore]
    public bool IsGated => StoredSchedulingGates is not null;

    /// <summary>The only node it may be placed on; null for any.</summary>
    public NodeName? NodeName { get; init; }

    /// <summary>Labels a node must carry.</summary>
    public ImmutableSortedDictionary<string, string> NodeSelector { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Null where it asks for nothing.</summary>
    public Affinity? Affinity { get; init; }

    /// <summary>How evenly it is to be spread.</summary>
    [JsonIgnore]
    public ImmutableArray<TopologySpreadConstraint> TopologySpread
    {
        get => StoredTopologySpread ?? [];
        init => StoredTopologySpread = StoredList.OrNull(value);
    }

    /// <summary>What is asked of fields of nodes with Marathon's operators, from the pod's annotations.</summary>
    [JsonIgnore]
    public ImmutableArray<FieldConstraint> Constraints
    {
        get => StoredConstraints ?? [];
        init => StoredConstraints = StoredList.OrNull(value);
    }

    /// <summary>It matters to it where other pods of its workload are, by Marathon's operators.</summary>
    [JsonIgnore]
    public bool CountsSiblings => StoredConstraints is { } constraints && constraints.Any(constraint => constraint.CountsPods);

    /// <summary>It matters to it where other pods are.</summary>
    [JsonIgnore]
    public bool HasTopology => StoredTopologySpread is not null || Affinity is { HasPodTerms: true } || CountsSiblings;

    /// <summary>Where other pods are may keep it from a node that has room.</summary>
    [JsonIgnore]
    public bool DependsOnPods => HasTopology
        && (Affinity is { PodAffinity.Required.IsEmpty: false } or { PodAntiAffinity.Required.IsEmpty: false } || TopologySpread.Any(constraint => constraint.IsHard) || CountsSiblings);

    /// <summary>Taints it accepts.</summary>
    [JsonIgnore]
    public ImmutableArray<Toleration> Tolerations
    {
        get => StoredTolerations ?? [];
        init => StoredTolerations = StoredList.OrNull(value);
    }

    /// <summary>Init containers first.</summary>
    [JsonIgnore]
    public ImmutableArray<ContainerSpec> AllContainers => StoredInitContainers is { } init ? [.. init, .. Containers] : Containers;

    /// <summary>Those of containers and sidecars: what runs to its end before them has none.</summary>
    [JsonIgnore]
    public ImmutableArray<HostPort> HostPorts => Digest.HostPorts;

    /// <summary>What it takes of a VM node: <see cref="ContainerRequests"/> and <see cref="Overhead"/>.</summary>
    [JsonIgnore]
    public Resources TotalRequests => Digest.TotalRequests;

    /// <summary>
    /// What the containers and sidecars ask for together, or an init container with the sidecars that are started before it where that is more.
    /// </summary>
    [JsonIgnore]
    public Resources ContainerRequests => Digest.ContainerRequests;

    /// <summary>The same of what there is beside CPU and memory: for most pods nothing, which is found out without making anything.</summary>
    [JsonIgnore]
    public ScalarResources ScalarRequests => Digest.ScalarRequests;

    internal PodSpecDigest Digest
    {
        get
        {
            if (digest.Value is { } made && ReferenceEquals(made.Of, this))
                return made;
            made = new PodSpecDigest(this);
            digest.Value = made;
            return made;
        }
    }

    [JsonInclude]
    [JsonPropertyName("initContainers")]
    internal ImmutableArray<ContainerSpec>? StoredInitContainers { get; init; }

    [JsonInclude]
    [JsonPropertyName("hostAliases")]
    internal ImmutableArray<HostAlias>? StoredHostAliases { get; init; }

    [JsonInclude]
    [JsonPropertyName("volumes")]
    internal ImmutableArray<Volume>? StoredVolumes { get; init; }

    [JsonInclude]
    [JsonPropertyName("topologySpread")]
    internal ImmutableArray<TopologySpreadConstraint>? StoredTopologySpread { get; init; }

    [JsonInclude]
    [JsonPropertyName("constraints")]
    internal ImmutableArray<FieldConstraint>? StoredConstraints { get; init; }

    [JsonInclude]
    [JsonPropertyName("tolerations")]
    internal ImmutableArray<Toleration>? StoredTolerations { get; init; }

    [JsonInclude]
    [JsonPropertyName("schedulingGates")]
    internal ImmutableArray<string>? StoredSchedulingGates { get; init; }

    [JsonInclude]
    [JsonPropertyName("imagePullSecrets")]
    internal ImmutableArray<string>? StoredImagePullSecrets { get; init; }
}
