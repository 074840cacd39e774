using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using PodPlacement = Burst.Core.Pods.Placement;

namespace Burst.Scheduling.Placement;

/// <summary>Writes a placement, or the lack of one, into the plan: the pod, its usage, the event and the decision behind it.</summary>
internal sealed class PlacementRecorder(PlanBuilder plan, IPriceCatalog prices, bool writesReasons)
{
    /// <summary>Why a pod with scheduling gates waits, as Kubernetes names it.</summary>
    public const string SchedulingGated = "SchedulingGated";

    public static string Show(TimeSpan span) => span.TotalSeconds < 120 ? $"{span.TotalSeconds:0.#}s" : $"{span.TotalMinutes:0.#}m";

    public static string Describe(BurstPolicy? policy) => policy is null
        ? "none: VM nodes only"
        : $"{policy.Mode.ToString().ToLowerInvariant()} after {Show(policy.After)}, tiers {string.Join(", ", policy.Tiers)} (policy {policy.Metadata.Name})";

    public void Place(Pod pod, BurstPolicy? policy, Considered seen, Offer best, string because = "")
    {
        var price = best.PricePerHour ?? Money.Zero;
        var reason = !writesReasons ? "" : best.Tier.IsVm ? $"{because}{best.Node.Name} {best.Detail}" : ExplainSpill(pod, policy!, seen, best);
        var placed = pod with
        {
            Placement = new PodPlacement(
                best.Node.Name, best.Tier, reason, plan.Now, price, plan.State.Term, ContentRevision.Of(plan.State, pod)),
            HostState = HostState.CreateIntended,
            HostStateSince = plan.Now,
            HostAttempts = 0,
            HostRetryAt = null,
            NominatedNode = null,
            Reason = null,
            Message = null,
        };
        plan.Put(placed);
        plan.PutUsage(UsageOpening.Of(placed, best.Node, prices, plan.Now));
        if (!writesReasons)
            return;
        plan.Event(pod, EventSeverity.Normal, best.Tier.IsVm ? "Scheduled" : "Spilled", $"Placed on {best.Node.Name} ({best.Tier}): {reason}.");
        plan.Decide(Decide(pod, policy, seen, reason) with { Node = best.Node.Name, Tier = best.Tier, PricePerHour = price });
    }

    /// <summary>Records why a pod still waits; nothing is written while the reason stays the same.</summary>
    public void Block(Pod pod, BurstPolicy? policy, Considered seen, string note, string cause)
    {
        plan.Block(pod, cause);
        if (!writesReasons)
            return;
        var summary = seen.Summary;
        var message = (summary.Length, note.Length) switch
        {
            (0, 0) => "No node could be considered: the cluster has none of the kind its policy asks for.",
            (0, _) => $"{note}.",
            (_, 0) => $"{summary}.",
            _ => $"{summary}; {note}.",
        };
        if (pod.Message == message || CanarySwitch.Sings(Canary.WaitsSilently))
            return;
        plan.Put(pod with { Reason = "Unschedulable", Message = message });
        plan.Event(pod, EventSeverity.Warning, "FailedScheduling", message);
        plan.Decide(Decide(pod, policy, seen, message));
    }

    /// <summary>Records that a pod waits for its scheduling gates to be removed: nothing has failed, so nothing warns of it.</summary>
    public void Hold(Pod pod)
    {
        plan.Block(pod, SchedulingGated);
        var message = $"Not looked at until its scheduling gates are removed: {string.Join(", ", pod.Spec.SchedulingGates)}.";
        if (!writesReasons || pod.Message == message)
            return;
        plan.Put(pod with { Reason = SchedulingGated, Message = message });
        plan.Event(pod, EventSeverity.Normal, SchedulingGated, message);
        plan.Decide(Decide(pod, PolicyResolver.Find(plan.State, pod), Considered.Nothing, message));
    }

    private string ExplainSpill(Pod pod, BurstPolicy policy, Considered seen, Offer best)
    {
        var onVm = seen.OnVm.Summary;
        if (onVm.Length == 0)
            onVm = "the cluster has no VM node";
        var why = policy.Mode == BurstMode.Overflow
            ? $"waited {Show(plan.Now - pod.Metadata.CreatedAt)} (after {Show(policy.After)}) and {onVm}"
            : $"policy {policy.Metadata.Name} is {policy.Mode.ToString().ToLowerInvariant()}";
        return $"{why}; {best.Tier} costs ${best.PricePerHour}/h";
    }

    private PlacementDecision Decide(Pod pod, BurstPolicy? policy, Considered seen, string reason)
    {
        return new PlacementDecision
        {
            Pod = pod.Uid,
            Namespace = pod.Metadata.Namespace,
            PodName = pod.Metadata.Name,
            At = plan.Now,
            Reason = reason,
            Policy = Describe(policy),
            Waited = plan.Now - pod.Metadata.CreatedAt,
            Considered = seen.Verdicts,
            LeftOut = seen.LeftOut,
        };
    }
}
