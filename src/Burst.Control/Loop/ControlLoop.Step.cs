using Burst.Core.Storage;

namespace Burst.Control.Loop;

public sealed partial class ControlLoop
{
    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var started = time.GetTimestamp();
        var batch = new StateBatch(state, now);
        var accepted = Execute(Queue.Drain(options.WorkPerStepMax), batch);
        TakeDueWakes(now);
        var reconciled = state.Changed.ToList();
        var plan = planner.Compute(state, now);
        state.ClearChanged();
        batch.Add(plan);
        wakes.UnionWith(plan.Wakes);
        if (!await TryCommitAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            batch.Undo();
            foreach (var key in reconciled)
                state.MarkChanged(key);
            ReportHealth(now, started);
            Requeue(accepted);
            return;
        }

        foreach (var work in accepted)
            work.Complete(state);
        applier.Dispatch(state, fencingToken, now, wakes);
        metrics.StepDone(plan);
        ReportHealth(now, started);
        if (!plan.IsEmpty)
            Queue.Nudge();
    }

    private static List<LoopWork> Execute(List<LoopWork> drained, StateBatch batch)
    {
        var accepted = new List<LoopWork>(drained.Count);
        foreach (var work in drained)
        {
            try
            {
                work.Execute(batch);
                accepted.Add(work);
            }
            catch (Exception exception) when (!work.SurvivesFailedCommit)
            {
                work.Fail(exception);
            }
        }

        return accepted;
    }

    private void TakeDueWakes(DateTimeOffset now)
    {
        while (wakes.Count > 0 && wakes.Min.At <= now)
        {
            var due = wakes.Min;
            wakes.Remove(due);
            state.MarkChanged(due.Key);
        }
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

    private void Requeue(List<LoopWork> accepted)
    {
        foreach (var work in accepted)
        {
            if (work.SurvivesFailedCommit && work is not IReadOnlyWork)
                Queue.EnqueueResult(work);
            else if (work is IReadOnlyWork)
                work.Complete(state);
            else
                work.Fail(new StoreUnavailableException(Health.StoreError ?? "The store cannot write."));
        }
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
