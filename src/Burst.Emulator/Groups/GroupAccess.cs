using Burst.Emulator.Arm;

namespace Burst.Emulator.Groups;

/// <summary>One request at a time for one group, on a group whose due steps have been done.</summary>
internal sealed class GroupAccess(GroupStore store, GroupLifecycle lifecycle)
{
    /// <exception cref="ArmException">There is no such group.</exception>
    public async Task<T> WithAsync<T>(GroupKey key, Func<Group, Task<T>> action, CancellationToken cancellationToken) where T : class
    {
        var group = store.Find(key);
        // A group being deleted is gone for its readers, however long its containers take to end.
        if (group is null || group.Record.Phase == GroupPhase.Deleting)
            throw GroupErrors.NotFound(key);
        return await TryWithAsync(group, () => action(group), cancellationToken).ConfigureAwait(false) ?? throw GroupErrors.NotFound(key);
    }

    /// <summary>The action's result; null when the group was deleted before its turn came.</summary>
    public async Task<T?> TryWithAsync<T>(Group group, Func<Task<T>> action, CancellationToken cancellationToken) where T : class
    {
        await group.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (group.Removed || group.Record.Phase == GroupPhase.Deleting)
                return null;
            await lifecycle.AdvanceAsync(group, cancellationToken).ConfigureAwait(false);
            return await action().ConfigureAwait(false);
        }
        finally
        {
            group.Gate.Release();
        }
    }
}
