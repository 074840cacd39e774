using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Arm;

namespace Burst.Hosts.Aci.Limits;

/// <summary>
/// What may be sent now for one region of a subscription, shared by its virtual nodes: nothing that is known to be refused. Time is the
/// monotonic clock's, so that a wall clock that is set gives no permit and takes none.
/// </summary>
internal sealed class RegionBudget(SubscriptionBudget subscription, AciRates rates, TimeProvider time, long startedAt)
{
    private readonly GroupRate creates = new(rates);
    private readonly GroupRate deletes = new(rates);
    private readonly Dictionary<PodUid, TimeSpan> recalled = [];
    private bool hasRecalled;

    private TimeSpan Now => time.GetElapsedTime(startedAt);

    /// <summary>A permit for one request that no call has reserved; null when it has to wait for <paramref name="wait"/>.</summary>
    public RequestPermit? TryTake(RequestKind kind, out TimeSpan wait)
    {
        lock (subscription.Gate)
        {
            wait = WaitFor(kind, Now);
            return wait > TimeSpan.Zero ? null : Take(kind, Now, null);
        }
    }

    /// <summary>A permit for a read that only people wait for: it leaves what a check, a list and a delete need.</summary>
    public RequestPermit? TryTakeSpareRead(out TimeSpan wait)
    {
        lock (subscription.Gate)
        {
            const int Left = SubscriptionBudget.ReadsKept + SubscriptionBudget.ReadsOfDelete;
            wait = subscription.Of(RequestKind.Read).WaitFor(Left + 1, Now);
            return wait > TimeSpan.Zero ? null : Take(RequestKind.Read, Now, null);
        }
    }

    /// <summary>Status reads that may be made now; they are counted as made.</summary>
    public int TakeStatusReads(Func<int, int> choose)
    {
        lock (subscription.Gate)
        {
            var chosen = choose(subscription.StatusReadsLeft(Now));
            subscription.CountStatusReads(chosen, Now);
            return chosen;
        }
    }

    /// <summary>Null when a create has to wait.</summary>
    public CallReserve? TryReserveCreate(PodUid pod, out TimeSpan wait)
    {
        lock (subscription.Gate)
        {
            var now = Now;
            (PodUid, TimeSpan)? past = null;
            if (recalled.Remove(pod, out var at))
            {
                past = (pod, at);
                creates.Remove(at);
            }

            wait = WaitFor(RequestKind.Create, now);
            if (wait <= TimeSpan.Zero)
                wait = subscription.WaitForCreateReads(now);
            if (wait <= TimeSpan.Zero)
                return new CallReserve(TakeReads(SubscriptionBudget.ReadsOfCreate, now), Take(RequestKind.Create, now, past));
            Remember(past);
            return null;
        }
    }

    /// <summary>Null when a delete has to wait. One that was sent before may look whether it is done where it may not be sent again.</summary>
    public CallReserve? TryReserveDelete(bool isRetry, out TimeSpan wait)
    {
        lock (subscription.Gate)
        {
            var now = Now;
            wait = WaitFor(RequestKind.Delete, now);
            var looksOnly = wait > TimeSpan.Zero && isRetry;
            if (wait <= TimeSpan.Zero || looksOnly)
                wait = subscription.WaitForDeleteReads(now);
            return wait > TimeSpan.Zero
                ? null
                : new CallReserve(TakeReads(SubscriptionBudget.ReadsOfDelete, now), looksOnly ? null : Take(RequestKind.Delete, now, null));
        }
    }

    /// <summary>
    /// Takes in the creates of before the start, once. A pod among them that is created again counts once: either it was not sent before,
    /// or the group is found and nothing is sent now.
    /// </summary>
    public void Recall(IEnumerable<PastCreate> past)
    {
        lock (subscription.Gate)
        {
            if (hasRecalled)
                return;
            hasRecalled = true;
            foreach (var (pod, ago) in past)
                Remember((pod, Now - ago));
        }
    }

    public BucketTicket Stamp(RequestKind kind)
    {
        lock (subscription.Gate)
            return subscription.Of(kind).Sent(Now);
    }

    public void Settle(RequestPermit permit, ArmReply reply)
    {
        lock (subscription.Gate)
        {
            var now = Now;
            var isRefused = reply is { Failure: null, Status: 429 };
            var rate = RateOf(permit.Kind);
            subscription.Of(permit.Kind).Settle(permit.Ticket, reply.Remaining.InBucket, now);
            if (isRefused)
                rate?.Return();
            else
                rate?.Settle(reply.Remaining, now);
            if (isRefused)
                Refused(permit.Kind, reply, now);
        }
    }

    public void Return(RequestPermit permit)
    {
        lock (subscription.Gate)
        {
            subscription.Of(permit.Kind).Return(Now);
            RateOf(permit.Kind)?.Return();
            Remember(permit.InPlaceOf);
        }
    }

    private void Remember((PodUid Pod, TimeSpan At)? past)
    {
        if (past is not { } create)
            return;
        recalled[create.Pod] = create.At;
        creates.Add(create.At);
    }

    /// <summary>ACI's own limit says how long; where ARM's does not, the bucket is taken for empty.</summary>
    private void Refused(RequestKind kind, ArmReply reply, TimeSpan now)
    {
        var until = now + (reply.RetryAfter is not { } asked ? TimeSpan.Zero : asked < RetryDelay.RetryAfterMax ? asked : RetryDelay.RetryAfterMax);
        if (RateOf(kind) is { } rate && reply.Error.Code == "ResourceRequestsThrottled")
            rate.Refused(until);
        else
            subscription.Of(kind).Refused(until, now);
    }

    private RequestPermit Take(RequestKind kind, TimeSpan now, (PodUid Pod, TimeSpan At)? inPlaceOf)
    {
        RateOf(kind)?.Take();
        return new RequestPermit(this, kind, subscription.Of(kind).Take(now)) { InPlaceOf = inPlaceOf };
    }

    private RequestPermit[] TakeReads(int count, TimeSpan now) => [.. Enumerable.Range(0, count).Select(_ => Take(RequestKind.Read, now, null))];

    private TimeSpan WaitFor(RequestKind kind, TimeSpan now)
    {
        var bucket = subscription.Of(kind).WaitFor(1, now);
        return RateOf(kind)?.WaitFor(now) is { } rate && rate > bucket ? rate : bucket;
    }

    private GroupRate? RateOf(RequestKind kind) => kind switch
    {
        RequestKind.Create => creates,
        RequestKind.Delete => deletes,
        _ => null,
    };
}
