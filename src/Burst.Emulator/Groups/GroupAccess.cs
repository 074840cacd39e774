using Burst.Emulator.Arm;

namespace Burst.Emulator.Groups;

/// <summary>One request at a time for one group, on a group whose due steps have been done.</summary>
internal sealed class GroupAccess(GroupStore store, GroupLifecycle lifecycle)
{
    /// <exception cref="ArmException">There is no such group.</exception>
    public async Task<T> WithAsync<T>(GroupKey key, Func<Group, Task<T>> action, CancellationToken cancellationToken)
    {
        var group = store.Find(key) ?? throw GroupErrors.NotFound(key);
        await group.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!group.Removed && group.Record.Phase != GroupPhase.Deleting)
                await lifecycle.AdvanceAsync(group, cancellationToken).ConfigureAwait(false);
            if (group.Removed || group.Record.Phase == GroupPhase.Deleting)
                throw GroupErrors.NotFound(key);
            return await action(group).ConfigureAwait(false);
        }
        finally
        {
            group.Gate.Release();
        }
    }
}
