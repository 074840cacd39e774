using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Serialization;

namespace Burst.Core.Pods;

/// <summary>One running unit: what was asked for, where it was put, and what its host last said of it.</summary>
public sealed record Pod : ClusterObject
{
    [JsonConverter(typeof(PodSpecJsonConverter))]
    public required PodSpec Spec { get; init; }

    /// <summary>The Deployment or Job this pod belongs to; null for a pod the user declared.</summary>
    public ObjectKey? Owner { get; init; }

    [JsonIgnore]
    public string OwnerUid { get; init; } = "";

    public string TemplateHash { get; init; } = "";

    /// <summary>The higher, the sooner it gets its place; as its class had it when the pod was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Priority { get; init; }

    /// <summary>The class <see cref="Priority"/> comes from, the default one too; null for none.</summary>
    public string? PriorityClassName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PreemptionPolicy PreemptionPolicy { get; init; }

    /// <summary>
    /// Of a pod that waits: the VM node where pods of lower priority have been ended for it. Their room is kept for it from pods of no higher priority
    /// than its own; null for all others, and from when it has its place.
    /// </summary>
    public NodeName? NominatedNode { get; init; }

    /// <summary>Null for a pod that starts by itself.</summary>
    public PodGang? Gang { get; init; }

    /// <summary>
    /// The pod on a virtual node whose place this one is to take once it is ready. As long as it stands it is one beyond the replicas of its
    /// Deployment; null for all others, and from when it has taken that place or is a replica like the others.
    /// </summary>
    public PodUid? Relieves { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PodPhase Phase { get; init; } = PodPhase.Pending;

    public Placement? Placement { get; init; }

    public HostState HostState { get; init; }

    /// <summary>When <see cref="HostState"/> was last changed.</summary>
    public DateTimeOffset HostStateSince { get; init; }

    /// <summary>Calls made for the present <see cref="HostState"/> that did not settle it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int HostAttempts { get; init; }

    /// <summary>A create sent for the present <see cref="Placement"/> may have had its effect although it was not answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CreateIsInDoubt { get; init; }

    /// <summary>The service's name for the create that goes on; null when there is none, or when the pod has come up.</summary>
    public string? CreateOperation { get; init; }

    /// <summary>No further call for this pod before this instant.</summary>
    public DateTimeOffset? HostRetryAt { get; init; }

    /// <summary>Places that lately had no capacity for this pod; at most one entry for each.</summary>
    [JsonIgnore]
    public ImmutableArray<PlaceRefusal> Refusals { get; init; } = [];

    /// <summary>The node is lost: a replacement has been made and this pod is ended when the node answers again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsLost { get; init; }

    /// <summary>Its VM node is not ready, or is so again and has not yet said how the pod is: what was last seen of it says nothing of whether it answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNodeUnready { get; init; }

    /// <summary>The owner has counted this pod's end, in the commit that set this.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCounted { get; init; }

    [JsonIgnore]
    public ImmutableArray<ContainerStatus> Containers { get; init; } = [];

    /// <summary>What the host said of the init containers; empty when it said nothing of them.</summary>
    [JsonIgnore]
    public ImmutableArray<ContainerStatus> InitContainers { get; init; } = [];

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public string? PodIp { get; init; }

    /// <summary>The DNS name of <see cref="PodIp"/>, where it has one.</summary>
    public string? DnsName { get; init; }

    /// <summary>When the first container ran.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Null for a pod that nobody has restarted.</summary>
    public PodRestart? Restart { get; init; }

    /// <summary>Null for a pod that nobody has stopped.</summary>
    public PodStop? Stop { get; init; }

    /// <summary>A stop or a start has been asked for, and its host has not shown it yet.</summary>
    [JsonIgnore]
    public bool IsToStopOrStart => Stop is { Stage: PodStopStage.Stopping or PodStopStage.Starting }
        && HostState == HostState.Created && !IsTerminal && !IsLost && Metadata.DeletionRequestedAt is null;

    /// <summary>Of all containers: the hosts' own restarts of the present run, and those that users asked for.</summary>
    [JsonIgnore]
    public int RestartCount => Containers.Sum(container => container.RestartCount) + (Restart?.Count ?? 0);

    /// <summary>The last observation that was taken over; older ones are ignored.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Pod;

    [JsonIgnore]
    public PodUid Uid => PodUid.Parse(Metadata.Uid);

    [JsonIgnore]
    public bool IsTerminal => Phase is PodPhase.Succeeded or PodPhase.Failed;

    /// <summary>Counts toward its owner: neither finished, nor ending, nor lost.</summary>
    [JsonIgnore]
    public bool IsActive => !IsTerminal && !IsLost && Metadata.DeletionRequestedAt is null && HostState < HostState.DeleteIntended;

    /// <summary>Is to take the place of another, and has not done so yet.</summary>
    [JsonIgnore]
    public bool IsRelief => Relieves is not null && IsActive;

    /// <summary>
    /// May have pods of lower priority ended for it. A gang may not: its members get their places together, and to end others for one of them
    /// could be in vain. Nor may one that is to take another's place: that one runs.
    /// </summary>
    [JsonIgnore]
    public bool MayPreempt => PreemptionPolicy == PreemptionPolicy.PreemptLowerPriority && Gang is null && Relieves is null && !Spec.IsGated;

    /// <summary>May exist on its host, and so holds capacity there and may be billed.</summary>
    [JsonIgnore]
    public bool HoldsCapacity => HostState is HostState.CreateIntended or HostState.Created or HostState.DeleteIntended;

    [JsonInclude]
    [JsonPropertyName("ownerUid")]
    internal string? StoredOwnerUid
    {
        get => OwnerUid.Length == 0 ? null : OwnerUid;
        init => OwnerUid = value ?? "";
    }

    [JsonInclude]
    [JsonPropertyName("refusals")]
    internal ImmutableArray<PlaceRefusal>? StoredRefusals
    {
        get => StoredList.OrNull(Refusals);
        init => Refusals = value ?? [];
    }

    [JsonInclude]
    [JsonPropertyName("containers")]
    internal ImmutableArray<ContainerStatus>? StoredContainers
    {
        get => StoredList.OrNull(Containers);
        init => Containers = value ?? [];
    }

    [JsonInclude]
    [JsonPropertyName("initContainers")]
    internal ImmutableArray<ContainerStatus>? StoredInitContainers
    {
        get => StoredList.OrNull(InitContainers);
        init => InitContainers = value ?? [];
    }
}
