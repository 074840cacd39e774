using Burst.Control.Observing;
using Burst.Core.Canaries;
using Burst.Core.Ids;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;

namespace Burst.Control.Loop;

public sealed partial class ControlLoop
{
    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var started = time.GetTimestamp();
        NoteStandstill();
        inHand.AddRange(Queue.Drain(options.WorkPerStepMax));
        if (isStale && !await TryReloadAsync(cancellationToken).ConfigureAwait(false))
        {
            inHand.RemoveAll(AnswersWithoutStore);
            ReportHealth(now, started);
            return;
        }

        var batch = new StateBatch(state, now) { FindGroupRates = findGroupRates };
        inHand.RemoveAll(work => !TryExecute(work, batch));
        TakeDueWakes(now);
        NotePrices();
        NoteHosts();
        var reconciled = state.Changed.ToList();
        var plan = guard.Compute(batch);
        batch.Add(plan);
        foreach (var wake in plan.Wakes)
            wakes.Add(wake);
        if (state.PodsWithHostWork.Any() && CanarySwitch.Sings(Canary.CallsBeforeCommit))
            applier.Dispatch(state, now, wakes);
        if (await TryCommitAsync(batch, cancellationToken).ConfigureAwait(false))
            Finish(batch, plan, now);
        else
            TakeBack(batch, reconciled);
        ReportHealth(now, started);
    }

    /// <summary>All of it is durable: whoever waits is answered, and the calls it allows may be sent.</summary>
    private void Finish(StateBatch batch, Plan plan, DateTimeOffset now)
    {
        foreach (var work in inHand)
            work.Complete(state);
        inHand.Clear();
        foreach (var removed in batch.Removed)
            wakes.Forget(removed);
        applier.Dispatch(state, now, wakes);
        metrics.StepDone(plan);
        if (!plan.IsEmpty)
            Queue.Nudge();
    }

    private void TakeBack(StateBatch batch, List<ObjectKey> reconciled)
    {
        if (!CanarySwitch.Sings(Canary.FailedCommitStays))
            batch.Undo();
        foreach (var key in reconciled)
            state.MarkChanged(key);

        // What is undone is marked by that too, so the bug has to forget both.
        if (!isStale && state.Changed.Count > 0 && CanarySwitch.Sings(Canary.LateWakeIsDropped))
            state.ClearChanged();

        // On a state that is out of date nobody is answered: all that waits is done again on the one that is loaded next.
        if (!isStale)
            inHand.RemoveAll(AnswersWithoutStore);
    }

    /// <summary>What one piece of work cannot do must not end the loop: after the next start it would end it again.</summary>
    private bool TryExecute(LoopWork work, StateBatch batch)
    {
        if (batch.Attempt(() => work.Execute(batch)) is not { } exception)
            return true;
        if (!work.AnswersCaller)
            LogWorkDropped(exception, work);
        work.Fail(exception);
        return false;
    }

    private void TakeDueWakes(DateTimeOffset now)
    {
        while (wakes.TryTakeDue(now, out var due))
            state.MarkChanged(due);
    }

    /// <summary>Other prices give room under a cap as a group that ends does.</summary>
    private void NotePrices()
    {
        if (guard.PricesVersion == pricesVersion)
            return;
        pricesVersion = guard.PricesVersion;
        foreach (var node in state.VirtualNodes)
            state.MarkChanged(node.Key);
    }

    /// <summary>
    /// The first steps after a start are made before the hosts are there, and a pod that no host could run then is marked by nothing in
    /// the state when its host comes: the node on record is as it was.
    /// </summary>
    private void NoteHosts()
    {
        if (hosts.Version == hostsVersion)
            return;
        hostsVersion = hosts.Version;
        state.MarkAllWaiting();
    }

    /// <summary>
    /// With nothing to write nothing is committed, unless the store has failed, which an empty commit tells the end of, or calls
    /// are due that only the leader may make: whether this still is the leader only a commit can tell.
    /// </summary>
    private async Task<bool> TryCommitAsync(StateBatch batch, CancellationToken cancellationToken)
    {
        if (batch.IsEmpty && Health.StoreError is null && !batch.NeedsLease && !IsLeaseInDoubt())
            return true;
        var commit = batch.ToCommit() with { ExpectedVersion = state.ResourceVersion };
        Health = Health with { CommitTimestamp = time.GetTimestamp() };
        try
        {
            var version = await store.CommitAsync(commit, fencingToken, cancellationToken).ConfigureAwait(false);
            state.Stamp(commit.Changes, version);
            leaseSeenAt = time.GetTimestamp();
            StoreAnswers();
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            StoreFails(exception.Message);
            return false;
        }
        catch (StaleCommitException exception)
        {
            LogStale(exception.Message);
            isStale = true;
            StoreFails("an earlier commit was written although its answer was lost; the state is being read again");
            return false;
        }
    }

    private bool IsLeaseInDoubt() => time.GetElapsedTime(leaseSeenAt) > options.LeaseTrustedFor && state.PodsWithHostWork.Any();

    /// <summary>
    /// What the loop holds in memory is older than the store: a commit it took for failed had landed. No call was made meanwhile, as
    /// calls follow a commit that succeeded; so it goes on from the store as after a restart.
    /// </summary>
    private async Task<bool> TryReloadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException exception)
        {
            StoreFails(exception.Message);
            return false;
        }

        wakes.Clear();
        isStale = false;
        LogReloaded(state.ResourceVersion);
        return true;
    }

    private void StoreFails(string reason)
    {
        if (Health.StoreError is null)
            LogStoreUnavailable(reason);
        storeFailedAt ??= time.GetTimestamp();
        Health = Health with { StoreError = reason, CommitTimestamp = null };
    }

    private void StoreAnswers()
    {
        if (Health.StoreError is not null)
            LogStoreRecovered();
        storeFailedAt = null;
        Health = Health with { StoreError = null, CommitTimestamp = null };
    }

    /// <summary>Reads are answered from what is durable, writes are refused, and what came back from hosts is kept.</summary>
    private bool AnswersWithoutStore(LoopWork work)
    {
        if (work is IReadOnlyWork)
            work.Complete(state);
        else if (work.SurvivesFailedCommit)
            return CanarySwitch.Sings(Canary.OutcomeDropped);
        else
            work.Fail(new StoreUnavailableException(Health.StoreError ?? "The store cannot write."));
        return true;
    }

    /// <summary>
    /// Nothing was heard of any node while this process itself stood still (its machine slept, or was frozen), and nothing of what was
    /// heard could be kept while the store failed: the silence of nodes is counted from now on, as after a start.
    /// </summary>
    private void NoteStandstill()
    {
        var stoodStill = time.GetElapsedTime(lastStepEnded);
        if (stoodStill > options.StandstillAfter)
            LogStoodStill(stoodStill.TotalSeconds);
        else if (storeFailedAt is not { } since || time.GetElapsedTime(since) <= options.StandstillAfter)
            return;
        if (!inHand.OfType<StartReport>().Any())
            inHand.Insert(0, new StartReport(observations, "StoodStill", "Not heard of since the control plane stood still."));
    }

    private void ReportHealth(DateTimeOffset now, long started)
    {
        lastStepEnded = time.GetTimestamp();
        WriteHealth(now, started);
    }

    private void WriteHealth(DateTimeOffset now, long started) => Health = Health with
    {
        IsLoaded = true,
        LastStepAt = now,
        LastStepTimestamp = time.GetTimestamp(),
        LastStepDuration = time.GetElapsedTime(started),
        QueueDepth = Queue.Count,
        CallsInFlight = applier.CallsInFlight,
        TroubledHosts = applier.FindTroubled(now),
    };
}
