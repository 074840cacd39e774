using Burst.Core.Storage;

namespace Burst.Control.Loop;

public sealed partial class ControlLoop
{
    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var started = time.GetTimestamp();
        var batch = new StateBatch(state, now);
        inHand.AddRange(Queue.Drain(options.WorkPerStepMax));
        inHand.RemoveAll(work => !TryExecute(work, batch));
        TakeDueWakes(now);
        var reconciled = state.Changed.ToList();
        var plan = guard.Compute(batch);
        state.ClearChanged();
        batch.Add(plan);
        foreach (var wake in plan.Wakes)
            wakes.Add(wake);
        if (!await TryCommitAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            batch.Undo();
            foreach (var key in reconciled)
                state.MarkChanged(key);
            ReportHealth(now, started);
            inHand.RemoveAll(AnswersWithoutStore);
            return;
        }

        foreach (var work in inHand)
            work.Complete(state);
        inHand.Clear();
        foreach (var removed in plan.Changes.OfType<Change.Remove>())
            wakes.Forget(removed.Key);
        applier.Dispatch(state, now, wakes);
        metrics.StepDone(plan);
        ReportHealth(now, started);
        if (!plan.IsEmpty)
            Queue.Nudge();
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

    private async Task<bool> TryCommitAsync(StateBatch batch, CancellationToken cancellationToken)
    {
        if (batch.IsEmpty)
            return Health.StoreError is null || await ProbeStoreAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var commit = batch.ToCommit();
            var version = await store.CommitAsync(commit, fencingToken, cancellationToken).ConfigureAwait(false);
            state.Stamp(commit.Changes, version);
            StoreWrites();
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            if (Health.StoreError is null)
                LogStoreUnavailable(exception.Message);
            Health = Health with { StoreError = exception.Message };
            return false;
        }
    }

    /// <summary>With nothing to write, an empty commit tells whether the store is back.</summary>
    private async Task<bool> ProbeStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.CommitAsync(new StateCommit(), fencingToken, cancellationToken).ConfigureAwait(false);
            StoreWrites();
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            Health = Health with { StoreError = exception.Message };
            return false;
        }
    }

    private void StoreWrites()
    {
        if (Health.StoreError is not null)
            LogStoreRecovered();
        Health = Health with { StoreError = null };
    }

    /// <summary>Reads are answered from what is durable, writes are refused, and what came back from hosts is kept.</summary>
    private bool AnswersWithoutStore(LoopWork work)
    {
        if (work is IReadOnlyWork)
            work.Complete(state);
        else if (work.SurvivesFailedCommit)
            return false;
        else
            work.Fail(new StoreUnavailableException(Health.StoreError ?? "The store cannot write."));
        return true;
    }

    private void ReportHealth(DateTimeOffset now, long started) => Health = Health with
    {
        IsLoaded = true,
        LastStepAt = now,
        LastStepDuration = time.GetElapsedTime(started),
        QueueDepth = Queue.Count,
        CallsInFlight = applier.CallsInFlight,
    };
}
