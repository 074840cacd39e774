using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Reconcile;

/// <summary>Moves a single pod on: toward its end, its deadline, or off the books.</summary>
internal static class PodLifecycle
{
    /// <summary>What the ACI host says of a group whose provisioning has failed.</summary>
    private const string ProvisioningFailed = "ProvisioningFailed";

    private static readonly TimeSpan ProvisioningPatience = TimeSpan.FromMinutes(10);

    public static void Advance(PlanBuilder plan, Pod pod)
    {
        if (plan.IsRemoved(pod))
            return;
        if (HasVanishedOwner(plan, pod))
        {
            RequestDeletion(plan, pod, "OwnerDeleted");
            pod = plan.Latest(pod);
        }

        if (StartsOver(pod))
            plan.Put(Anew(pod, PodUid.From(plan.NextId()), plan.Now));
        else if (IsOffTheBooks(pod))
            plan.Remove(pod.Key);
        else if (ShouldEnd(pod))
            plan.Put(ToDelete(pod, plan.Now));
        else if (!TaintEviction.TryEnd(plan, pod))
            CheckDeadline(plan, pod);
    }

    /// <summary>Pods whose owner is no longer in the store end with it, also when another of its name has taken its place.</summary>
    public static void EndOrphansOf(PlanBuilder plan, ObjectKey owner)
    {
        foreach (var pod in plan.State.PodsOf(owner).Select(plan.Latest).Where(pod => HasVanishedOwner(plan, pod)))
            Advance(plan, pod);
    }

    /// <summary>Asks for the pod's end. What never was on a host is simply taken off the books.</summary>
    public static void RequestDeletion(PlanBuilder plan, Pod pod, string reason)
    {
        if (pod.Metadata.DeletionRequestedAt is not null)
            return;
        plan.Event(pod, EventSeverity.Normal, "Killing", $"Stopping the pod: {reason}.");
        var requested = pod with { Metadata = pod.Metadata with { DeletionRequestedAt = plan.Now }, Reason = reason };
        if (IsOffTheBooks(requested))
            plan.Remove(pod.Key);
        else
            plan.Put(ShouldEnd(requested) ? ToDelete(requested, plan.Now) : requested);
        if (plan.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is { } usage && CanarySwitch.Sings(Canary.ClosedAtIntent))
            plan.PutUsage(usage with { EndedAt = plan.Now });
    }

    public static Pod ToDelete(Pod pod, DateTimeOffset now) => pod with
    {
        HostState = HostState.DeleteIntended,
        HostStateSince = now,
        HostAttempts = 0,
        HostRetryAt = null,
    };

    /// <summary>
    /// Gone although nobody asked for it and it has not ended: its create was given up. The owner of one has replaced it; one that its
    /// user declared takes another UID, so that a create which arrives after all is not taken for its own.
    /// </summary>
    private static bool StartsOver(Pod pod) =>
        pod is { HostState: HostState.Gone, Owner: null, IsTerminal: false, IsLost: false, Metadata.DeletionRequestedAt: null };

    private static Pod Anew(Pod pod, PodUid uid, DateTimeOffset now) => new()
    {
        Metadata = pod.Metadata with { Uid = uid.Value },
        Spec = pod.Spec,
        TemplateHash = pod.TemplateHash,
        Priority = pod.Priority,
        PriorityClassName = pod.PriorityClassName,
        PreemptionPolicy = pod.PreemptionPolicy,
        Gang = pod.Gang,
        HostStateSince = now,
        Reason = pod.Reason,
        Message = pod.Message,
    };

    private static bool IsOffTheBooks(Pod pod) => pod.HostState switch
    {
        HostState.None => pod.Metadata.DeletionRequestedAt is not null,
        HostState.Gone => pod.Metadata.DeletionRequestedAt is not null || (pod.IsLost && pod.Owner is not null) || !pod.IsTerminal,
        _ => false,
    };

    private static bool ShouldEnd(Pod pod) =>
        pod.HostState is HostState.CreateIntended or HostState.Created
        && (pod.Metadata.DeletionRequestedAt is not null || (pod.IsTerminal && !pod.IsLost));

    private static bool HasVanishedOwner(PlanBuilder plan, Pod pod) =>
        pod.Owner is { } owner
        && pod.Metadata.DeletionRequestedAt is null
        && plan.Find(owner)?.Metadata.Uid != pod.OwnerUid;

    private static void CheckDeadline(PlanBuilder plan, Pod pod)
    {
        if (pod.IsTerminal)
            return;
        if (pod.Spec.ActiveDeadline is { } limit && pod.StartedAt is { } started)
        {
            FailWhenDue(plan, pod, started + limit, "DeadlineExceeded", $"The pod ran longer than activeDeadlineSeconds ({limit.TotalSeconds:0}).");
            return;
        }

        // A failed provisioning may still come up, and is billed meanwhile; it is given some time, then ended and replaced.
        if (pod is { HostState: HostState.Created, StartedAt: null, Reason: ProvisioningFailed })
            FailWhenDue(plan, pod, pod.HostStateSince + ProvisioningPatience, ProvisioningFailed, $"Not provisioned within {ProvisioningPatience.TotalMinutes:0} minutes: {pod.Message}");
    }

    private static void FailWhenDue(PlanBuilder plan, Pod pod, DateTimeOffset due, string reason, string message)
    {
        if (plan.Now < due)
        {
            plan.Wake(pod.Key, due);
            return;
        }

        var failed = pod with { Phase = PodPhase.Failed, Reason = reason, Message = message, FinishedAt = plan.Now };
        plan.Put(ToDelete(failed, plan.Now));
        plan.Event(pod, EventSeverity.Warning, reason, message);
    }
}
