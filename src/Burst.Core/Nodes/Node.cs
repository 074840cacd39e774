using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Nodes;

public sealed record Node : ClusterObject
{
    public required NodeKind NodeKind { get; init; }

    /// <summary>Azure region whose prices apply: <c>eastus</c>.</summary>
    public required string Region { get; init; }

    /// <summary>VM size (<c>D2s_v5</c>); empty for a virtual node.</summary>
    public string Size { get; init; } = "";

    /// <summary>What it can offer: one tier for a VM node, one or more for a virtual node.</summary>
    public required ImmutableArray<Tier> Tiers { get; init; }

    /// <summary>1 or 3 for the tier vm-reserved, else null.</summary>
    public int? ReservedYears { get; init; }

    /// <summary>What it was given, or what a VM of its size has; see <see cref="Allocatable"/>. Of a virtual node its <see cref="Quota"/> may leave less.</summary>
    public required Resources Capacity { get; init; }

    /// <summary>Of a VM node: what it was said to have beside CPU and memory; null for nothing. A container group has none.</summary>
    public ScalarResources? ScalarCapacity { get; init; }

    /// <summary>Of a VM node: what of its machine is kept for what is not a pod.</summary>
    public Resources? Reserve { get; init; }

    /// <summary>Of a VM node: what its machine has, once its host has read it.</summary>
    public NodeMachine? Machine { get; init; }

    /// <summary>
    /// What pods may have of it: of a VM node no more than its size has, which is what is paid for, nor than its machine has, without what is
    /// reserved and what others have reserved there. May be less than its pods hold already.
    /// </summary>
    [JsonIgnore]
    public Resources Allocatable => NodeKind == NodeKind.Virtual || (Machine is null && Reserve is null)
        ? Capacity
        : (Capacity.AtMost(Machine?.Total ?? Capacity) - (Reserve ?? Resources.Zero) - (Machine?.Foreign ?? Resources.Zero)).AtLeast(Resources.Zero);

    /// <summary>What keeps pods off it that do not tolerate it.</summary>
    [JsonIgnore]
    public ImmutableArray<Taint> Taints
    {
        get => StoredTaints ?? [];
        init => StoredTaints = StoredList.OrNull(value);
    }

    /// <summary>Pods at the same time, at most; for a virtual node the container groups it was given.</summary>
    public required int PodsMax { get; init; }

    /// <summary>
    /// Of a virtual node: thousandths of cores that its Spot groups may use, beside those of regular ones in <see cref="Capacity"/>. Null for as
    /// many as those.
    /// </summary>
    public long? SpotCpuMillis { get; init; }

    /// <summary>Of a virtual node: what its service has said of its quotas; null before the first time.</summary>
    public NodeQuota? Quota { get; init; }

    /// <summary>Of a virtual node: what its service lately had no room for.</summary>
    [JsonIgnore]
    public ImmutableArray<CapacityShortage> Shortages
    {
        get => StoredShortages ?? [];
        init => StoredShortages = StoredList.OrNull(value);
    }

    /// <summary>Of a virtual node: those with a lower number are filled first, whatever they cost; 0 unless told.</summary>
    public int Order { get; init; }

    /// <summary>
    /// Of a virtual node: its share beside nodes of the same <see cref="Order"/>, 1 or more, whatever they cost; one without has weight 1 beside
    /// one that has. Null where all are: then the cheapest comes first.
    /// </summary>
    public int? Weight { get; init; }

    /// <summary>Of a virtual node: where its container groups are. Null for a VM node.</summary>
    public AciConnection? Aci { get; init; }

    /// <summary>Of a VM node: the engine that runs its pods; null where they are processes of the control plane's machine.</summary>
    public DockerConnection? Docker { get; init; }

    /// <summary>No new pods while true.</summary>
    public bool IsCordoned { get; init; }

    public required NodeReadiness Readiness { get; init; }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Node;

    [JsonIgnore]
    public NodeName Name => NodeName.Parse(Metadata.Name);

    [JsonIgnore]
    public bool IsReady => Readiness.Status == true;

    /// <summary>One on record wins; virtual nodes of before those labels were put on record have them too.</summary>
    public string? FindLabel(string key) => Metadata.Labels.TryGetValue(key, out var value)
        ? value
        : NodeKind != NodeKind.Virtual ? null : key switch
        {
            VirtualKubelet.TypeLabel => VirtualKubelet.TypeValue,
            VirtualKubelet.RoleLabel => VirtualKubelet.RoleValue,
            _ => null,
        };

    [JsonInclude]
    [JsonPropertyName("shortages")]
    internal ImmutableArray<CapacityShortage>? StoredShortages { get; init; }

    [JsonInclude]
    [JsonPropertyName("taints")]
    internal ImmutableArray<Taint>? StoredTaints { get; init; }
}
