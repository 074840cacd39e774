using Burst.Core.Canaries;
using Burst.Core.Storage;

namespace Burst.Control.Loop;

public sealed partial class ControlLoop
{
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

    private bool IsLeaseInDoubt() => time.GetElapsedTime(leaseSeenAt) > options.LeaseTrustedFor && state.HasHostWork;

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
}
