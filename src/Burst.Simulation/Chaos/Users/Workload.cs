using Burst.Core.Units;
using Burst.Core.Workloads;

namespace Burst.Simulation.Chaos.Users;

/// <summary>
/// One Deployment or Job as its user knows it. Between sending a change and its acknowledgement both the old and the new intent
/// may be in force.
/// </summary>
internal sealed class Workload
{
    /// <summary>Without dashes, so that its pods' names lead to it.</summary>
    public required string Name { get; init; }

    public required WorkloadKind Kind { get; init; }

    public required Resources Requests { get; init; }

    /// <summary>Null for none: it stays on the machines.</summary>
    public PolicyIntent? Policy { get; init; }

    /// <summary>The machine it has to be on; null for any.</summary>
    public string? OnNode { get; init; }

    public bool UsesSecret { get; init; }

    /// <summary>Of a service: how its pods are replaced after an update; null for all at once.</summary>
    public RollingUpdate? Rolling { get; init; }

    /// <summary>Of a job: pods that have to succeed.</summary>
    public int Completions { get; init; }

    public int BackoffLimit { get; init; }

    /// <summary>How long each pod of a job works.</summary>
    public TimeSpan Works { get; init; }

    /// <summary>What each pod of a job ends with; not 0 for a job that fails.</summary>
    public int ExitCode { get; init; }

    /// <summary>Of a job with an exit code: in how many of a thousand pods it comes to that.</summary>
    public int FailsPerMille { get; init; } = 1000;

    /// <summary>What was acknowledged last; null before anything was.</summary>
    public WorkloadIntent? Acknowledged { get; private set; }

    /// <summary>What was sent and not acknowledged yet.</summary>
    public WorkloadIntent? Pending { get; private set; }

    /// <summary>When the last change was sent.</summary>
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>When the last change was acknowledged.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>When what it has to keep to was last about to change, or did: its number of pods, and whether it is there at all.</summary>
    public DateTimeOffset SizeChangedAt { get; private set; }

    public bool IsBusy => Pending is not null;

    public bool IsDeleted => Acknowledged?.IsDeleted == true;

    /// <summary>There is one answer to what its user wants.</summary>
    public bool IsSettled => Pending is null && Acknowledged is not null;

    public void Send(WorkloadIntent intent, DateTimeOffset at)
    {
        (Pending, SentAt) = (intent, at);
        if (ChangesSize)
            SizeChangedAt = at;
    }

    public void Acknowledge(DateTimeOffset at)
    {
        if (ChangesSize)
            SizeChangedAt = at;
        (Acknowledged, Pending, ChangedAt) = (Pending, null, at);
    }

    /// <summary>The change was refused for good: what was before stands.</summary>
    public void Refuse(DateTimeOffset at) => (Pending, ChangedAt) = (null, at);

    private bool ChangesSize => Acknowledged is not { } before || Pending is not { } after || (before.Replicas, before.IsDeleted) != (after.Replicas, after.IsDeleted);
}
