using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Events;

/// <summary>Why a pod is where it is, or why it is nowhere: what <c>burst explain</c> prints. Append-only.</summary>
public sealed record PlacementDecision
{
    public required PodUid Pod { get; init; }

    public required string Namespace { get; init; }

    public required string PodName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null while the pod waits.</summary>
    public NodeName? Node { get; init; }

    public Tier? Tier { get; init; }

    public Money? PricePerHour { get; init; }

    /// <summary>One sentence: why there and why now, or what blocks it.</summary>
    public required string Reason { get; init; }

    /// <summary>The policy that applied, in words: <c>overflow after 5s (burst)</c>.</summary>
    public required string Policy { get; init; }

    /// <summary>How long the pod had waited.</summary>
    public required TimeSpan Waited { get; init; }

    /// <summary>The nodes and tiers considered, in the order considered; of many the one chosen and some of each kind.</summary>
    public required ImmutableArray<NodeVerdict> Considered { get; init; }

    /// <summary>How many more nodes and tiers there were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LeftOut { get; init; }
}
