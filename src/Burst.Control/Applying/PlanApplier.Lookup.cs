using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Applying;

internal sealed partial class PlanApplier
{
    /// <summary>Pods asked for by name after one list; the rest follow after the next.</summary>
    private const int LookupsMax = 16;

    /// <summary>Whether this node's host can be asked for one pod, so that a list that misses it need not be believed.</summary>
    public bool CanLookUp(NodeName node) => hosts.Find(node) is IPodLookup;

    /// <summary>Asks for pods that lists have missed.</summary>
    public void LookUp(NodeName node, IReadOnlyList<PodUid> missing)
    {
        if (hosts.Find(node) is not IPodLookup host)
            return;
        foreach (var pod in missing.Where(pod => !inFlight.ContainsKey(pod)).Take(LookupsMax))
            inFlight[pod] = new SentCall(null, IsCreate: false, IsRetry: false, LookUpAsync(host, node, pod));
    }

    private async Task LookUpAsync(IPodLookup host, NodeName node, PodUid pod)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = CancelAfterTimeout(limit);
        try
        {
            var found = await host.FindAsync(pod, limit.Token).ConfigureAwait(false);
            queue.EnqueueResult(new LookupResult(this, node, pod, found, null));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            queue.EnqueueResult(new LookupResult(this, node, pod, null, Describe(exception)));
        }
        catch (Exception)
        {
            // Stopping: nothing was changed, and the next lists ask again.
        }
    }
}
