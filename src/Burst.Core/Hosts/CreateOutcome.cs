using System.Collections.Immutable;
using System.Text;

namespace Burst.Core.Hosts;

/// <summary>How a create ended. Closed: switches over it are exhaustive.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome()
    {
    }

    /// <summary>What the host did for the pod on the way, since it was asked last.</summary>
    public ImmutableArray<HostEvent> Events { get; init; } = [];

    /// <summary>What an outcome is called does not tell of them.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    /// <summary>The pod exists.</summary>
    public sealed record Accepted : CreateOutcome
    {
        /// <summary>The service's name for what goes on with the pod, for <see cref="IPodOperations"/>; null where it has none.</summary>
        public string? Operation { get; init; }

        /// <summary>How it is, where it was there before this create; null for one made now.</summary>
        public PodObservation? Seen { get; init; }
    }

    /// <summary>Nothing was created: the place has no room for this size now (capacity or quota). Try another place.</summary>
    public sealed record InsufficientCapacity(string Reason) : CreateOutcome
    {
        /// <summary>True when a quota of the account was reached, false when the place itself had no room, whoever asks.</summary>
        public bool IsQuota { get; init; }
    }

    /// <summary>Nothing was created; do not ask again before this much time has passed.</summary>
    public sealed record Throttled(TimeSpan RetryAfter, string Reason) : CreateOutcome
    {
        /// <summary>False when only this pod is to wait, as for a registry that limits pulls of its image; true for creates of any pod.</summary>
        public bool IsOfHost { get; init; } = true;

        /// <summary>The image that the pod waits for, where the host can tell.</summary>
        public ImageWait? Image { get; init; }
    }

    /// <summary>Nothing was created and nothing will be: the host says why, with the path of the field at fault.</summary>
    public sealed record Rejected(string Reason) : CreateOutcome;

    /// <summary>Nothing was made, since the launch only looks, and nothing is there; an earlier create may still take its effect.</summary>
    public sealed record Missing(string Reason) : CreateOutcome;

    /// <summary>
    /// What is there under the pod's identity was made by an earlier request, for a place that the pod has left since, and costs something
    /// else than the place asked for now. Nothing was sent; it is billed until it is deleted. Delete it, and create again.
    /// </summary>
    public sealed record Astray(PodObservation Seen, string Reason) : CreateOutcome;

    /// <summary>The pod may exist and be billed. Create again (it converges) or delete until Gone.</summary>
    public sealed record Unknown(string Reason) : CreateOutcome;
}
