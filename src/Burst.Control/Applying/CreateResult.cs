using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>Takes the outcome of a create into the state.</summary>
internal sealed class CreateResult(PlanApplier applier, ControlLoopOptions options, PodUid uid, CreateOutcome outcome) : LoopWork
{
    private const string ContentChanged =
        "A ConfigMap or Secret was changed while it was not known whether the pod had been made; it starts over with the new values.";

    private (NodeName Node, DateTimeOffset At, string Reason)? throttledUntil;
    private NodeName? astrayOn;

    /// <summary>Why the host did not answer at all; null when it did.</summary>
    public string? Failure { get; init; }

    /// <summary>This try ended before the host was sent anything that could have an effect.</summary>
    public bool HadNoEffect { get; init; }

    internal override bool SurvivesFailedCommit => true;

    internal override void Execute(StateBatch batch)
    {
        astrayOn = null;
        if (outcome is CreateOutcome.Astray { Seen: var seen } && batch.State.FindPod(uid) is { HoldsCapacity: true } strayed)
            StrayUsage.Observe(batch, strayed.Placement!.Node, seen);
        // A pod that is ending, or gone, keeps to that: its delete covers whatever this create has made.
        if (batch.State.FindPod(uid) is not { HostState: HostState.CreateIntended } pod)
            return;
        foreach (var told in outcome.Events)
            batch.Event(pod, told.Severity, told.Reason, told.Message);
        switch (outcome)
        {
            case CreateOutcome.Accepted accepted:
                Accept(batch, pod, accepted);
                break;
            case CreateOutcome.InsufficientCapacity none:
                var until = ShortageBooks.Refused(batch, pod, none, options);
                batch.Event(pod, EventSeverity.Warning, "InsufficientCapacity", $"{pod.Placement!.Node}: {none.Reason}{until}");
                UsageBooks.Refused(batch, pod);
                batch.Put(Unplace(pod, batch.Now));
                break;
            case CreateOutcome.Rejected rejected:
                batch.Event(pod, EventSeverity.Warning, "Rejected", $"{pod.Placement!.Node}: {rejected.Reason}");
                UsageBooks.Refused(batch, pod);
                batch.Put(pod with
                {
                    Phase = PodPhase.Failed,
                    HostState = HostState.Gone,
                    HostStateSince = batch.Now,
                    FinishedAt = batch.Now,
                    Reason = "Rejected",
                    Message = rejected.Reason,
                });
                break;
            case CreateOutcome.Throttled throttled:
                if (throttled.IsOfHost)
                    throttledUntil = (pod.Placement!.Node, batch.Now + Bounded(throttled.RetryAfter), throttled.Reason);
                Retry(batch, ImageWaiting.Show(pod, throttled), throttled.RetryAfter, throttled.Image?.Reason ?? "Throttled", throttled.Reason);
                break;
            case CreateOutcome.Missing:
                GiveUp(batch, pod);
                break;
            case CreateOutcome.Astray astray:
                astrayOn = pod.Placement!.Node;
                Retry(batch, pod with { CreateIsInDoubt = true }, CallBackoff.After(pod.HostAttempts), "CreateUnknown", astray.Reason);
                break;
            case CreateOutcome.Unknown unknown:
                Retry(batch, pod with { CreateIsInDoubt = pod.CreateIsInDoubt || !HadNoEffect }, CallBackoff.After(pod.HostAttempts), "CreateUnknown", unknown.Reason);
                break;
            default:
                throw new InvalidOperationException($"{outcome} is not a known outcome.");
        }
    }

    internal override void Complete(Core.State.ClusterState state)
    {
        applier.Settled(uid, Failure);
        if (throttledUntil is { } until)
            applier.HoldCreates(until.Node, until.At, until.Reason);

        // Only now, as it is on the books: what was ended before would be forgotten with this process.
        if (astrayOn is { } node && outcome is CreateOutcome.Astray { Seen: var seen })
            applier.DeleteOrphan(node, uid, seen);
    }

    internal override void Fail(Exception exception) => applier.Hold(uid);

    public override string ToString() => $"the outcome of the create of pod {uid}: {outcome}";

    private static void Accept(StateBatch batch, Pod pod, CreateOutcome.Accepted accepted)
    {
        ShortageBooks.Accepted(batch, pod);
        var created = pod with
        {
            HostState = HostState.Created,
            HostStateSince = batch.Now,
            HostAttempts = 0,
            HostRetryAt = null,
            Refusals = [],
            CreateIsInDoubt = false,
            CreateOperation = accepted.Operation,
        };
        batch.Put(created);
        if (accepted.Seen is { } seen)
            UsageBooks.Observe(batch, created, seen);
    }

    /// <summary>Back to waiting. The place that refused is left out for a while, so that the next one in order is tried.</summary>
    private Pod Unplace(Pod pod, DateTimeOffset now)
    {
        var refused = new PlaceRefusal(pod.Placement!.Node, pod.Placement.Tier, now + options.CapacityRetryInterval) { At = now };
        return pod with
        {
            Placement = null,
            HostState = HostState.None,
            HostStateSince = now,
            HostAttempts = 0,
            HostRetryAt = null,
            CreateIsInDoubt = false,
            Containers = [],
            InitContainers = [],
            Reason = "InsufficientCapacity",
            Message = null,
            Refusals = [.. pod.Refusals.Where(other => other.IsInForce(now) && (other.Node, other.Tier) != (refused.Node, refused.Tier)), refused],
        };
    }

    /// <summary>What an earlier create may yet make is ended on its host; the pod is made anew under another UID.</summary>
    private static void GiveUp(StateBatch batch, Pod pod)
    {
        batch.Event(pod, EventSeverity.Warning, "ContentChanged", ContentChanged);
        batch.Put(pod with
        {
            HostState = HostState.DeleteIntended,
            HostStateSince = batch.Now,
            HostAttempts = 0,
            HostRetryAt = null,
            Reason = "ContentChanged",
            Message = ContentChanged,
        });
    }

    private TimeSpan Bounded(TimeSpan wait) => wait < options.HostRetryMax ? wait : options.HostRetryMax;

    private void Retry(StateBatch batch, Pod pod, TimeSpan wait, string reason, string message)
    {
        // Of an image the host itself tells.
        if (pod.HostAttempts == 0 && outcome is not CreateOutcome.Throttled { Image: not null })
            batch.Event(pod, EventSeverity.Warning, reason, $"{pod.Placement!.Node}: {message}");
        batch.Put(pod with { HostAttempts = pod.HostAttempts + 1, HostRetryAt = batch.Now + Bounded(wait), Reason = reason, Message = message });
    }
}
