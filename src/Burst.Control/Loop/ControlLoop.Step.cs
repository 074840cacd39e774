using Burst.Core.Canaries;
using Burst.Core.Ids;
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
        if (!plan.IsEmpty || (state.HasHostWork && CanarySwitch.Sings(Canary.NudgedForNothing)))
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
}
