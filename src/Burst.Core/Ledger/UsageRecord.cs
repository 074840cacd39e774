using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Ledger;

/// <summary>
/// One thing that was used on one node from an instant to an instant. Intervals of one pod neither overlap nor leave a gap
/// while the pod may exist.
/// </summary>
public sealed record UsageRecord
{
    /// <summary>
    /// <c>pod/{uid}</c>, <c>run/{uid}/{started}</c>, <c>stray/{uid}/{started}</c>, <c>refused/{uid}/{placed}</c> or <c>node/{name}/{joined}</c>, times in Unix milliseconds.
    /// </summary>
    public required string Id { get; init; }

    public required UsageKind Kind { get; init; }

    public required NodeName Node { get; init; }

    public required Tier Tier { get; init; }

    public required string Region { get; init; }

    /// <summary>VM size of the node; empty on a virtual node.</summary>
    public string VmSize { get; init; } = "";

    /// <summary>Pods only.</summary>
    public PodUid? Pod { get; init; }

    public string Namespace { get; init; } = "";

    public string PodName { get; init; } = "";

    /// <summary><c>Job/nightly</c>, <c>Deployment/web</c>, <c>Pod/one</c>; empty for a node.</summary>
    public string Workload { get; init; } = "";

    /// <summary>What was requested of the node, or the node's capacity.</summary>
    public required Resources Requested { get; init; }

    /// <summary>What ACI bills; zero elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public GroupSize Billed { get; init; }

    public required UsageRates Rates { get; init; }

    /// <summary>To the millisecond. For a container group the start of the first image pull; until that is seen, when the create was sent.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The host has not yet said when it really began.</summary>
    public bool StartIsPresumed { get; init; }

    /// <summary>From being wanted to its code running; null until it runs.</summary>
    public TimeSpan? Waited { get; init; }

    public static string IdOf(PodUid pod) => $"pod/{pod}";

    /// <summary>Of a run that was stopped; the pod's next run has the pod's own record.</summary>
    public static string IdOfRun(PodUid pod, DateTimeOffset started) => $"run/{pod}/{started.ToUnixTimeMilliseconds()}";

    public static string IdOfRefused(PodUid pod, DateTimeOffset placed) => $"refused/{pod}/{placed.ToUnixTimeMilliseconds()}";

    /// <summary>
    /// Of use beside the pod's own record: a group that no intent claims, or an earlier try's in a place that the pod has left since. It
    /// may overlap the pod's own record, as both are billed. Once it has ended it stays as it is: what is put under its id again, by who no
    /// longer knows of it, changes nothing.
    /// </summary>
    public static string IdOfStray(PodUid pod, DateTimeOffset started) => $"stray/{pod}/{started.ToUnixTimeMilliseconds()}";

    /// <summary>Its id is of <see cref="IdOfStray"/>.</summary>
    [JsonIgnore]
    public bool IsStray => Id.StartsWith("stray/", StringComparison.Ordinal);

    /// <summary>A stray that has ended: whatever is put under its id, it stays as it is.</summary>
    [JsonIgnore]
    public bool IsFinal => IsStray && EndedAt > StartedAt;

    public static string IdOf(NodeName node, DateTimeOffset joined) => $"node/{node}/{joined.ToUnixTimeMilliseconds()}";
}
