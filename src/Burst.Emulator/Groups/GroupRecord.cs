using System.Text.Json;
using System.Text.Json.Serialization;
using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>All that is known of a group, as it is on disk. Secrets are in it: it never leaves the emulator as it is.</summary>
internal sealed record GroupRecord
{
    public const string ResourceType = "Microsoft.ContainerInstance/containerGroups";

    /// <summary>Operations that can still be polled.</summary>
    public const int OperationsMax = 8;

    public required string Subscription { get; init; }

    public required string ResourceGroup { get; init; }

    public required string Name { get; init; }

    public required string Location { get; init; }

    public required SortedDictionary<string, string?> Tags { get; init; }

    public JsonElement? Identity { get; init; }

    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>What the client asked for, defaults filled in.</summary>
    public required ContainerGroupProperties Spec { get; init; }

    public required GroupPhase Phase { get; init; }

    public required Deployment Deployment { get; init; }

    /// <summary>Newest last.</summary>
    public required IReadOnlyList<OperationRecord> Operations { get; init; }

    /// <summary>Runtime ids of earlier deployments that the runtime has not let go of yet.</summary>
    public IReadOnlyList<string> RetiredRuntimeIds { get; init; } = [];

    /// <summary>The containers as they were when the group ended or was stopped.</summary>
    public GroupStatus? LastStatus { get; init; }

    /// <summary>When the current deployment ended, was stopped or failed; its billing is closed then.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    public GroupFailure? Failure { get; init; }

    /// <summary>The last eviction of the current deployment.</summary>
    public GroupEviction? Eviction { get; init; }

    [JsonIgnore]
    public GroupKey Key => GroupKey.Of(Subscription, ResourceGroup, Name);

    [JsonIgnore]
    public string Id => $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}/providers/{ResourceType}/{Name}";

    [JsonIgnore]
    public bool IsSpot => Spec.Priority == "Spot";

    /// <summary>Whether it occupies cores.</summary>
    [JsonIgnore]
    public bool IsLive => Phase is GroupPhase.Provisioning or GroupPhase.Launched;

    /// <summary>Sum of the containers' requested cores.</summary>
    [JsonIgnore]
    public decimal Cpu => GroupTotals.Cpu(Spec);

    [JsonIgnore]
    public decimal MemoryInGB => GroupTotals.MemoryInGB(Spec);
}
