using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Control.Applying;

/// <summary>
/// Books what is billed although no intent claims it: a request that came late, after a refusal, has made a group all the same. It has a
/// record of its own beside that of the pod, which may run elsewhere by then.
/// </summary>
internal static class StrayUsage
{
    public static void Observe(StateBatch batch, NodeName node, PodObservation seen)
    {
        if (seen is not { Footprint: { } footprint, UsageStartedAt: { } started } || batch.State.FindNode(node) is not { } place)
            return;
        var id = UsageRecord.IdOfStray(seen.Uid, started);
        var open = batch.State.FindOpenUsage(id);
        if (open is null && batch.FindGroupRates(place.Region, footprint.Tier) is { } rates)
            open = Record(batch, place, seen, footprint, rates) with { Id = id, StartedAt = started };
        else if (open is null || seen.UsageEndedAt is null)
            return;
        batch.Apply(new Change.PutUsage(open with { EndedAt = seen.UsageEndedAt is { } ended && ended < started ? started : seen.UsageEndedAt }));
    }

    /// <summary>
    /// On the books of this node and not in its list: the end is still to be confirmed, as when a list that was read before it was taken
    /// in after it.
    /// </summary>
    public static IEnumerable<PodUid> FindUnseen(ClusterState state, NodeName node, IReadOnlySet<PodUid> seen) =>
        state.OpenStrays.Where(record => record.Node == node).Select(record => record.Pod!.Value)
            .Where(pod => !seen.Contains(pod) && !IsClaimed(state, node, pod));

    /// <summary>Nothing is left of it on this node.</summary>
    public static void Close(StateBatch batch, PodUid pod, NodeName node, DateTimeOffset endedAt)
    {
        foreach (var record in OpenOf(batch, pod, node))
            batch.Apply(new Change.PutUsage(record with { EndedAt = endedAt > record.StartedAt ? endedAt : record.StartedAt }));
    }

    private static bool IsClaimed(ClusterState state, NodeName node, PodUid pod) =>
        state.FindPod(pod) is { HoldsCapacity: true } claimant && claimant.Placement!.Node == node;

    private static UsageRecord[] OpenOf(StateBatch batch, PodUid pod, NodeName node) =>
        batch.State.OpenStrays.Count == 0 ? [] : [.. batch.State.OpenStrays.Where(record => record.Pod == pod && record.Node == node)];

    private static UsageRecord Record(StateBatch batch, Core.Nodes.Node place, PodObservation seen, PodFootprint footprint, UsageRates rates)
    {
        var owner = batch.State.FindPod(seen.Uid)?.Owner;
        return new UsageRecord
        {
            Id = "",
            Kind = UsageKind.ContainerGroup,
            Node = place.Name,
            Tier = footprint.Tier,
            Region = place.Region,
            Pod = seen.Uid,
            Namespace = footprint.Namespace,
            PodName = footprint.Name,
            Workload = owner is null ? $"Pod/{footprint.Name}" : $"{owner.Value.Kind}/{owner.Value.Name}",
            Requested = footprint.Size.ToResources(),
            Billed = footprint.Size,
            Rates = rates,
            StartedAt = seen.UsageStartedAt!.Value,
        };
    }
}
