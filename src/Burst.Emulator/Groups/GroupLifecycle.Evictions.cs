using Burst.Emulator.Runtime;

namespace Burst.Emulator.Groups;

/// <summary>Steps that nobody asked for.</summary>
internal sealed partial class GroupLifecycle
{
    /// <summary>Evicts a Spot group that runs; it will be started elsewhere. False when it is another one.</summary>
    public async Task<bool> EvictAsync(Group group, CancellationToken cancellationToken)
    {
        await group.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (group.Removed)
                return false;
            await AdvanceAsync(group, cancellationToken).ConfigureAwait(false);
            if (!group.Record.IsSpot || group.Record.Phase != GroupPhase.Launched || group.Observed is not { } status)
                return false;
            Evict(group, status);
            await AdvanceAsync(group, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            group.Gate.Release();
        }
    }

    // On record first: the runtime ends the containers when it lets go of their id, as often as it takes.
    private void Evict(Group group, GroupStatus status)
    {
        var record = group.Record;
        var now = time.GetUtcNow();
        var whole = record.Eviction?.Under(status) ?? status;
        store.Save(group, record with
        {
            Phase = GroupPhase.Provisioning,
            Eviction = GroupEviction.Of(record, whole, now),
            Deployment = _schedule.Elsewhere(record, (record.Eviction?.Count ?? 0) + 1, now),
            RetiredRuntimeIds = [.. record.RetiredRuntimeIds, record.Deployment.RuntimeId],
        });
        group.Observed = null;
    }
}
