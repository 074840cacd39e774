using Burst.Control.Loop;
using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Control.Applying;

/// <summary>Keeps a pod's usage record in step with what is known of it.</summary>
internal static class UsageBooks
{
    /// <summary>Nothing was created: the interval is empty and costs nothing.</summary>
    public static void Void(StateBatch batch, Pod pod)
    {
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is { } record && !CanarySwitch.Sings(Canary.RefusedIsBilled))
            batch.Apply(new Change.PutUsage(record with { EndedAt = record.StartedAt }));
    }

    /// <summary>Nothing was created, and the service has counted the request: a restart has to know it.</summary>
    public static void Refuse(StateBatch batch, Pod pod)
    {
        var placement = pod.Placement!;
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is { Kind: UsageKind.ContainerGroup } record)
        {
            batch.Apply(new Change.PutUsage(record with
            {
                Id = UsageRecord.IdOfRefused(pod.Uid, placement.At),
                Kind = UsageKind.RefusedCreate,
                StartedAt = placement.At,
                EndedAt = placement.At,
            }));
        }

        Void(batch, pod);
    }

    /// <summary>Nothing is left of the pod on this node, whether or not the pod is still in the store.</summary>
    public static void Close(StateBatch batch, PodUid pod, NodeName node, DateTimeOffset endedAt)
    {
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod)) is { } record && record.Node == node)
            batch.Apply(new Change.PutUsage(record with { EndedAt = Later(record.StartedAt, endedAt) }));
    }

    public static void Observe(StateBatch batch, Pod pod, PodObservation seen)
    {
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is not { } before)
            return;
        var record = before;
        if (record.StartIsPresumed && seen.UsageStartedAt is { } started && !MayBeOfAnother(pod, started))
            record = record with { StartedAt = started, StartIsPresumed = false };
        if (record.Waited is null && pod.StartedAt is { } running)
            record = record with { Waited = Later(pod.Metadata.CreatedAt, running) - pod.Metadata.CreatedAt };
        if (seen.UsageEndedAt is { } ended)
            record = record with { EndedAt = Later(record.StartedAt, ended) };
        if (record != before)
            batch.Apply(new Change.PutUsage(record));
        if (pod.Placement!.Term != batch.State.Term && CanarySwitch.Sings(Canary.AdoptedTwice))
            OpenAgain(batch, record);
    }

    private static void OpenAgain(StateBatch batch, UsageRecord record)
    {
        var again = record with { Id = $"{record.Id}-{batch.State.Term}", EndedAt = null };
        if (batch.State.FindOpenUsage(again.Id) is null)
            batch.Apply(new Change.PutUsage(again));
    }

    /// <summary>
    /// What began after the pod's end was asked for may have come back through a create that arrived twice, with a life before it that
    /// was billed too: then the presumed start, which is before both, stays.
    /// </summary>
    private static bool MayBeOfAnother(Pod pod, DateTimeOffset started) =>
        pod.HostState == HostState.DeleteIntended && started > pod.HostStateSince;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
