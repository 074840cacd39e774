using Burst.Emulator.Groups;

namespace Burst.Emulator.Faults;

/// <summary>What happens to groups without any client asking for it.</summary>
internal sealed class FaultEffects(GroupStore store, GroupLifecycle lifecycle)
{
    /// <summary>Does it to the group, if it is there and it can happen to it.</summary>
    public async Task ApplyAsync(FaultKind kind, GroupKey key, CancellationToken cancellationToken)
    {
        if (kind == FaultKind.RemoveGroup)
            await RemoveAsync(key, cancellationToken).ConfigureAwait(false);
        else
            await EvictAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the group behind its owner's back, outside every rate; false when there is none.</summary>
    public Task<bool> RemoveAsync(GroupKey key, CancellationToken cancellationToken) =>
        store.Find(key) is { } group ? lifecycle.DeleteAsync(group, cancellationToken) : Task.FromResult(false);

    /// <summary>Evicts a Spot group that runs; false when it is another one.</summary>
    public Task<bool> EvictAsync(GroupKey key, CancellationToken cancellationToken) =>
        store.Find(key) is { } group ? lifecycle.EvictAsync(group, cancellationToken) : Task.FromResult(false);
}
