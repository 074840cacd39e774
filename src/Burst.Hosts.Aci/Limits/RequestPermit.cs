using Burst.Core.Ids;
using Burst.Hosts.Aci.Arm;

namespace Burst.Hosts.Aci.Limits;

/// <summary>The right to send one request. Used once or given back; whoever holds it does one of both.</summary>
internal sealed class RequestPermit(RegionBudget budget, RequestKind kind, BucketTicket ticket)
{
    private bool isDone;

    public RequestKind Kind => kind;

    /// <summary>Of a create that may be one that an earlier process has sent: which, and when.</summary>
    public (PodUid Pod, TimeSpan At)? InPlaceOf { get; init; }

    public BucketTicket Ticket { get; private set; } = ticket;

    /// <summary>The request goes out now.</summary>
    public void Sent() => Ticket = budget.Stamp(kind);

    /// <summary>The reply has come, or never will: <paramref name="reply"/> says which.</summary>
    public void Settle(ArmReply reply)
    {
        if (TryEnd())
            budget.Settle(this, reply);
    }

    /// <summary>Nothing was sent; without effect once it is settled.</summary>
    public void Return()
    {
        if (TryEnd())
            budget.Return(this);
    }

    private bool TryEnd()
    {
        if (isDone)
            return false;
        return isDone = true;
    }
}
