using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Scheduling.Planning;

namespace Burst.Control.Applying;

/// <summary>
/// What may be sent to one host now. Deletes go first and have slots that creates cannot take, since they end bills; creates that
/// have been tried before take half of theirs at most, so that pods which never succeed leave room for those that would.
/// Nor do deletes take the last quarter of the slots while creates are due. What a host with a budget has no room for is not sent.
/// </summary>
internal sealed class HostGate(IPodHost host, ControlLoopOptions options)
{
    private static readonly TimeSpan ToldAfter = TimeSpan.FromSeconds(5);

    private readonly int createsMax = options.CallsPerHostMax - (options.CallsPerHostMax / 4);
    private readonly List<Pod> due = [];
    private readonly HostCircuit circuit = new(options);
    private readonly BudgetGate budget = new(host as IHostBudget);
    private DateTimeOffset createsHeldSince;
    private DateTimeOffset createsHeldUntil;
    private string heldReason = "";
    private int calls;
    private int creates;
    private int retries;
    private int waiting;
    private DateTimeOffset waitingSince;

    public IPodHost Host => host;

    /// <summary>Which of all calls to any host was the last one sent here; 0 for none.</summary>
    public long ServedAt { get; set; }

    public HostCircuit Circuit => circuit;

    public void Offer(Pod pod) => due.Add(pod);

    /// <summary>
    /// Takes what has been offered and may be sent: deletes first, then who has been due for longest. A sick host is tried with the pod
    /// that has failed least, lest a poisoned one speak for all.
    /// </summary>
    public IEnumerable<Pod> Take(DateTimeOffset now)
    {
        budget.Begin();
        var taken = AdmitsDelete(now) && due.Count > 0 ? TakeInOrder(now) : [];
        NoteLine(taken, now);
        due.Clear();
        return taken;
    }

    /// <summary>Those whose line began a moment ago are no news to anybody.</summary>
    public HostLine? FindLine(DateTimeOffset now) =>
        waiting > 0 && now - waitingSince >= ToldAfter ? new HostLine(host.Node, calls, waiting, waitingSince) : null;

    private List<Pod> TakeInOrder(DateTimeOffset now)
    {
        var deletesMax = due.Any(IsCreate) ? createsMax : options.CallsPerHostMax;
        var inOrder = circuit.IsOpen
            ? due.OrderBy(pod => pod.HostAttempts).ThenBy(IsCreate).ThenBy(DueSince)
            : due.OrderBy(IsCreate).ThenBy(DueSince);
        var taken = new List<Pod>();
        foreach (var pod in inOrder)
        {
            if (calls >= options.CallsPerHostMax || !circuit.Admits(now))
                break;
            if ((!IsCreate(pod) && calls - creates >= deletesMax) || !Admits(pod, now) || !budget.TryReserve(pod, now))
                continue;
            Enter(pod.Uid, IsCreate(pod), IsRetry(pod));
            taken.Add(pod);
        }

        return taken;
    }

    private void NoteLine(List<Pod> taken, DateTimeOffset now)
    {
        var isFull = calls >= options.CallsPerHostMax || creates >= createsMax;
        var left = isFull ? due.Count(IsCreate) - taken.Count(IsCreate) : 0;
        if (waiting == 0 || waitingSince > now) // One of the future began before the clock was set back.
            waitingSince = now;
        waiting = left;
    }

    public bool AdmitsDelete(DateTimeOffset now) => calls < options.CallsPerHostMax && circuit.Admits(now);

    public void Enter(PodUid pod, bool isCreate, bool isRetry)
    {
        circuit.Sent(pod);
        calls++;
        creates += isCreate ? 1 : 0;
        retries += isRetry ? 1 : 0;
    }

    /// <summary>False while the host has no room for the delete of something that no intent claims.</summary>
    public bool TryReserveOrphan(PodUid orphan) => budget.TryReserveDelete(orphan);

    public void Leave(PodUid pod, bool isCreate, bool isRetry)
    {
        budget.Release(pod);
        calls--;
        creates -= isCreate ? 1 : 0;
        retries -= isRetry ? 1 : 0;
    }

    /// <summary>The host has asked for it: creates of any pod would be refused too.</summary>
    public void HoldCreates(DateTimeOffset now, DateTimeOffset until, string reason)
    {
        if (until <= createsHeldUntil)
            return;
        createsHeldSince = createsHeldUntil > now ? createsHeldSince : now;
        (createsHeldUntil, heldReason) = (until, reason);
    }

    public HostTrouble? FindTrouble(DateTimeOffset now)
    {
        if (circuit.IsOpen)
            return new HostTrouble(host.Node, IsSick: true, circuit.Since, circuit.Until, circuit.Reason);
        if (createsHeldUntil <= now && budget.FindCreatesHeld(now) is { } held)
            return new HostTrouble(host.Node, IsSick: false, held.Since, held.Until, BudgetGate.Reason);
        return createsHeldUntil > now ? new HostTrouble(host.Node, IsSick: false, createsHeldSince, createsHeldUntil, heldReason) : null;
    }

    /// <summary>The pod whose call has room first, and when; null when none was held back for want of it.</summary>
    public Wake? NextRoom => budget.NextRoom;

    /// <summary>Tells the host, once, what was created on it before this process.</summary>
    public void Recall(ClusterState state, DateTimeOffset now) => budget.Recall(state, host.Node, now);

    public static bool IsCreate(Pod pod) => pod.HostState == HostState.CreateIntended;

    public static bool IsRetry(Pod pod) => IsCreate(pod) && pod.HostAttempts > 0;

    private bool Admits(Pod pod, DateTimeOffset now) =>
        !IsCreate(pod) || (now >= createsHeldUntil && creates < createsMax && (!IsRetry(pod) || retries < Math.Max(1, createsMax / 2)));

    private static DateTimeOffset DueSince(Pod pod) => pod.HostRetryAt ?? pod.HostStateSince;
}
