using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Burst.Core.Workloads;

/// <summary>What the control plane keeps with a Deployment: its revisions, and how far it has come with the present one.</summary>
public sealed record Rollout
{
    /// <summary>Of a Deployment that has not been planned for yet.</summary>
    public static readonly Rollout None = new();

    /// <summary>Oldest first; the last is of the present template.</summary>
    public ImmutableArray<DeploymentRevision> Revisions { get; init; } = [];

    /// <summary>The generation of the Deployment that was last planned for.</summary>
    public long ObservedGeneration { get; init; }

    public RolloutState State { get; init; }

    /// <summary>Since when <see cref="State"/> is what it is.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When something last came of it; counts for the progress deadline while <see cref="RolloutState.Progressing"/>.</summary>
    public DateTimeOffset ProgressedAt { get; init; }

    /// <summary>As of then. Not kept up once it is complete.</summary>
    public RolloutCounts Counts { get; init; }

    /// <summary>
    /// Since when VM nodes have had room, whenever that was looked at, for a pod of it that runs on a virtual node; null while they have none, or
    /// it is not to come back.
    /// </summary>
    public DateTimeOffset? VmRoomSince { get; init; }

    /// <summary>How often in a row a pod that was to take a spilled one's place has failed at it; each time the wait for the next is longer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RepatriationFailures { get; init; }

    [JsonIgnore]
    public DeploymentRevision? Current => Revisions.IsDefaultOrEmpty ? null : Revisions[^1];
}
