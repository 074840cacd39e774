using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Units;

namespace Burst.Core.Policies;

/// <summary>When and how far the pods it selects may spill (<c>burst.dev/v1</c>).</summary>
public sealed record BurstPolicy : ClusterObject
{
    /// <summary>On a pod (or its template): names the policy, before any selector.</summary>
    public const string Annotation = "burst.dev/policy";

    public static readonly TimeSpan DefaultRepatriateAfter = TimeSpan.FromMinutes(5);

    public required BurstMode Mode { get; init; }

    /// <summary>How long a pod may wait for VM capacity before it spills.</summary>
    public TimeSpan After { get; init; }

    /// <summary>
    /// How long VM nodes must have had room for a spilled pod of a Deployment before it is brought back;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    [JsonIgnore]
    public TimeSpan RepatriateAfter
    {
        get => StoredRepatriateAfter ?? DefaultRepatriateAfter;
        init => StoredRepatriateAfter = value == DefaultRepatriateAfter ? null : value;
    }

    /// <summary>Tried in this order; never empty unless the mode is never.</summary>
    public ImmutableArray<Tier> Tiers { get; init; } = [Tier.Aci];

    /// <summary>Pods on virtual nodes at the same time under this policy; null for no limit.</summary>
    public int? MaxPods { get; init; }

    /// <summary>
    /// Bound on the sum of the hourly prices of the spilled pods that live at the same time under this policy, and so on what
    /// an hour can cost; null for no limit.
    /// </summary>
    public Money? MaxSpendPerHour { get; init; }

    /// <summary>Pods with all these labels in the policy's namespace; empty selects none (use the annotation).</summary>
    public ImmutableSortedDictionary<string, string> Selector { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.BurstPolicy;

    // Rows from before there was this have none.
    [JsonInclude]
    [JsonPropertyName("repatriateAfter")]
    internal TimeSpan? StoredRepatriateAfter { get; init; }
}
