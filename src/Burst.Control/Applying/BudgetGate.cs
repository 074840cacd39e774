using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Control.Applying;

/// <summary>
/// Asks a host that has a budget whether it has room for a call, before the call takes a slot. A call that has to wait is none: no attempt
/// is counted and nobody is told of a refusal. A host without a budget has room for all.
/// </summary>
internal sealed class BudgetGate(IHostBudget? host)
{
    public const string Reason = "the service's limits leave no room for another create yet";

    /// <summary>A shorter wait is no news to anybody.</summary>
    private static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(5);

    private bool hasRecalled;
    private bool createsHeld;
    private bool deletesHeld;
    private DateTimeOffset createsHeldUntil;
    private DateTimeOffset? createsHeldSince;

    /// <inheritdoc cref="HostGate.NextRoom"/>
    public Wake? NextRoom { get; private set; }

    /// <summary>Before pods are offered, the one that goes first first.</summary>
    public void Begin() => (createsHeld, deletesHeld, NextRoom) = (false, false, null);

    /// <summary>Where one call has to wait, all of its kind have to, except deletes that only look.</summary>
    public bool TryReserve(Pod pod, DateTimeOffset now)
    {
        if (host is null)
            return true;
        return HostGate.IsCreate(pod) ? TryReserveCreate(host, pod, now) : TryReserveDelete(host, pod, now);
    }

    public bool TryReserveDelete(PodUid orphan) => host?.ReserveDelete(orphan, isRetry: false) is null;

    public void Release(PodUid pod) => host?.Release(pod);

    public (DateTimeOffset Since, DateTimeOffset Until)? FindCreatesHeld(DateTimeOffset now) =>
        createsHeldSince is { } since && createsHeldUntil > now && createsHeldUntil - since >= ToldAfter ? (since, createsHeldUntil) : null;

    public void Recall(ClusterState state, NodeName node, DateTimeOffset now)
    {
        if (hasRecalled || host is null)
            return;
        hasRecalled = true;
        host.Recall(CreateRecall.Of(state, node, now));
    }

    private bool TryReserveCreate(IHostBudget budget, Pod pod, DateTimeOffset now)
    {
        if (createsHeld)
            return false;
        if (budget.ReserveCreate(pod.Uid) is not { } wait)
        {
            createsHeldSince = null;
            return true;
        }

        createsHeld = true;
        if (createsHeldSince is null || createsHeldUntil + ToldAfter < now)
            createsHeldSince = now;
        createsHeldUntil = now + wait;
        WakeFor(pod, createsHeldUntil);
        return false;
    }

    private bool TryReserveDelete(IHostBudget budget, Pod pod, DateTimeOffset now)
    {
        var isRetry = pod.HostAttempts > 0;
        if (deletesHeld && !isRetry)
            return false;
        if (budget.ReserveDelete(pod.Uid, isRetry) is not { } wait)
            return true;
        deletesHeld = true;
        WakeFor(pod, now + wait);
        return false;
    }

    private void WakeFor(Pod pod, DateTimeOffset at)
    {
        if (NextRoom is not { } next || at < next.At)
            NextRoom = new Wake(at, pod.Key);
    }
}
