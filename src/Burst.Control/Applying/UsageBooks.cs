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

    /// <summary>
    /// This create was refused, and the service has counted the request: a restart has to know it. When one before it may have had its
    /// effect unheard, the time until now stays on the books, beside the record that the pod's next place will open: what was made may
    /// have been billed and taken away again.
    /// </summary>
    public static void Refused(StateBatch batch, Pod pod)
    {
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is { } record)
        {
            if (pod.CreateIsInDoubt || pod.Placement!.Term != batch.State.Term)
                batch.Apply(new Change.PutUsage(record with { Id = UsageRecord.IdOfStray(pod.Uid, record.StartedAt), EndedAt = Later(record.StartedAt, batch.Now) }));
            if (record.Kind == UsageKind.ContainerGroup)
                batch.Apply(new Change.PutUsage(RequestOf(record, pod.Placement!.At)));
        }

        Void(batch, pod);
    }

    private static UsageRecord RequestOf(UsageRecord record, DateTimeOffset placed) => record with
    {
        Id = UsageRecord.IdOfRefused(record.Pod!.Value, placed),
        Kind = UsageKind.RefusedCreate,
        StartedAt = placed,
        EndedAt = placed,
    };

    /// <summary>
    /// Nothing is left of the pod on this node, whether or not the pod is still in the store. What ended with a run that was stopped before
    /// has not run since: the start after it came to nothing.
    /// </summary>
    public static void Close(StateBatch batch, PodUid pod, NodeName node, DateTimeOffset endedAt, PodObservation? lastSeen = null)
    {
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod)) is not { } record || record.Node != node)
            return;
        if (lastSeen is not null)
            record = AtTierOf(batch, record, lastSeen);
        var neverRan = batch.State.FindPod(pod)?.Stop?.RunEndedAt >= endedAt;
        batch.Apply(new Change.PutUsage(neverRan ? record with { EndedAt = record.StartedAt } : End(record, endedAt, batch.Now)));
    }

    /// <summary>The pod was stopped: its run has a record of its own from now on, and nothing goes on. Returned is that record; null when none was open.</summary>
    public static UsageRecord? CloseRun(StateBatch batch, Pod pod, PodObservation seen, DateTimeOffset endedAt)
    {
        Observe(batch, pod, seen);
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is not { } record)
            return null;
        Void(batch, pod);
        var run = End(record, endedAt, batch.Now);
        run = run with { Id = UsageRecord.IdOfRun(pod.Uid, run.StartedAt) };
        batch.Apply(new Change.PutUsage(run));
        return run;
    }

    /// <summary>A run after one that was stopped, from when it was asked for on, until the host tells its beginning.</summary>
    public static void OpenRun(StateBatch batch, PodStop stop, DateTimeOffset startedAt)
    {
        if (stop.OpenUsage(startedAt) is { } record && batch.State.FindOpenUsage(record.Id) is null)
            batch.Apply(new Change.PutUsage(record));
    }

    /// <summary>Takes in what a host says of the pod's use.</summary>
    /// <remarks>
    /// Once its end has been asked for, what is seen may have come back through a create that arrived twice, with a life before it that
    /// was billed too: then the presumed start, which is before both, stays. That a list has missed it says nothing: lists lag.
    /// </remarks>
    public static void Observe(StateBatch batch, Pod pod, PodObservation seen)
    {
        if (batch.State.FindOpenUsage(UsageRecord.IdOf(pod.Uid)) is not { } before)
            return;
        var record = before;
        if (record.StartIsPresumed && seen.UsageStartedAt is { } started)
            record = Begin(batch, record, started, hasComeBack: pod.HostState == HostState.DeleteIntended);

        record = AtTierOf(batch, record, seen);
        if (record.Waited is null && pod is { StartedAt: { } running, Stop: null or { RunEndedAt: null } })
            record = record with { Waited = Later(pod.Metadata.CreatedAt, running) - pod.Metadata.CreatedAt };
        if (seen.UsageEndedAt is { } ended)
            record = End(record, ended, batch.Now);
        if (record != before)
            batch.Apply(new Change.PutUsage(record));
        if (pod.Placement!.Term != batch.State.Term && CanarySwitch.Sings(Canary.AdoptedTwice))
            OpenAgain(batch, record);
    }

    /// <summary>By a clock that is ahead of the host's, what is presumed is too late; what is seen is late by no more than a life before.</summary>
    private static UsageRecord Begin(StateBatch batch, UsageRecord record, DateTimeOffset started, bool hasComeBack)
    {
        if (hasComeBack && started >= record.StartedAt)
            return record;
        // A stray that began with this group was this one; one that began before has ended, as both would have one name.
        StrayUsage.Close(batch, record.Pod!.Value, record.Node, started);
        return record with { StartedAt = started, StartIsPresumed = hasComeBack };
    }

    /// <summary>
    /// An end before the presumed start is told by a clock that is behind ours: it has been there for as long as we have known of it.
    /// </summary>
    private static UsageRecord End(UsageRecord record, DateTimeOffset ended, DateTimeOffset now) => record.StartIsPresumed && ended < record.StartedAt
        ? record with { StartedAt = ended - (Later(now, record.StartedAt) - record.StartedAt), EndedAt = ended }
        : record with { EndedAt = Later(record.StartedAt, ended) };

    private static UsageRecord AtTierOf(StateBatch batch, UsageRecord record, PodObservation seen) =>
        seen.Footprint is { } footprint && footprint.Tier != record.Tier && batch.FindGroupRates(record.Region, footprint.Tier) is { } rates
            ? Retier(batch, record, footprint.Tier, rates, seen)
            : record;

    /// <summary>
    /// What was made is at another tier than the place was chosen at, by an earlier request that came late, or is so no longer: then what
    /// was there before has ended, at the latest as this began.
    /// </summary>
    private static UsageRecord Retier(StateBatch batch, UsageRecord record, Tier tier, UsageRates rates, PodObservation seen)
    {
        if (seen.UsageStartedAt is { } started && started > record.StartedAt && !record.StartIsPresumed)
        {
            batch.Apply(new Change.PutUsage(record with { Id = UsageRecord.IdOfStray(record.Pod!.Value, record.StartedAt), EndedAt = started }));
            record = record with { StartedAt = started };
        }

        return record with { Tier = tier, Rates = rates };
    }

    private static void OpenAgain(StateBatch batch, UsageRecord record)
    {
        var again = record with { Id = $"{record.Id}-{batch.State.Term}", EndedAt = null };
        if (batch.State.FindOpenUsage(again.Id) is null)
            batch.Apply(new Change.PutUsage(again));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
