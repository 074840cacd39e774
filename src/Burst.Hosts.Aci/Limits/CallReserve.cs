namespace Burst.Hosts.Aci.Limits;

/// <summary>The requests that one call of a pod may send without asking again. What it does not use is given back.</summary>
/// <param name="reads">Taken one by one.</param>
/// <param name="write">Null for a call that only looks.</param>
internal sealed class CallReserve(IReadOnlyList<RequestPermit> reads, RequestPermit? write)
{
    private readonly Queue<RequestPermit> left = new(reads);
    private RequestPermit? unused = write;

    public RequestPermit? TakeRead() => left.TryDequeue(out var permit) ? permit : null;

    public RequestPermit? TakeWrite(RequestKind kind)
    {
        if (unused?.Kind != kind)
            return null;
        var taken = unused;
        unused = null;
        return taken;
    }

    public void Return()
    {
        unused?.Return();
        unused = null;
        while (left.TryDequeue(out var permit))
            permit.Return();
    }
}
