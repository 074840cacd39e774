using Burst.Emulator.Faults;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Groups;

/// <summary>Steps that clients ask for.</summary>
internal sealed partial class GroupLifecycle
{
    private readonly DeploymentSchedule _schedule = new(options.Provisioning, options.Seed);

    public Deployment FirstDeployment(GroupKey key, FaultRule? fault) => _schedule.Next(key, 1, time.GetUtcNow(), fault);

    /// <summary>Leaves a delete that was accepted and failed behind; the group goes on as if nothing had been.</summary>
    public void ForgetDelete(Group group)
    {
        var failed = new OperationRecord(RandomIds.Next(), time.GetUtcNow(), "Failed")
        {
            Failure = new("InternalServerError", $"The delete of container group '{group.Record.Name}' failed; the group was not deleted."),
        };
        store.Save(group, group.Record with { Operations = [.. group.Record.Operations.TakeLast(GroupRecord.OperationsMax - 1), failed] });
    }

    /// <summary>Ends the containers; their state and logs stay readable. Nothing to do when they have ended.</summary>
    public async Task StopAsync(Group group, CancellationToken cancellationToken)
    {
        if (!group.Record.IsLive)
            return;
        var status = await EndContainersAsync(group, cancellationToken).ConfigureAwait(false);
        Close(group, group.Record with { Phase = GroupPhase.Stopped, LastStatus = status }, EndOf(status));
    }

    /// <summary>Starts the group anew in place, with what <paramref name="change"/> makes of its record.</summary>
    /// <exception cref="Arm.ArmException">A stopped group no longer fits its quota.</exception>
    public async Task RedeployAsync(Group group, Func<GroupRecord, GroupRecord> change, FaultRule? fault, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var superseded = GroupState.ProvisioningState(group.Record, group.Status, now);
        await StopAsync(group, cancellationToken).ConfigureAwait(false);
        var record = group.Record;
        var next = change(record) with
        {
            Phase = GroupPhase.Provisioning,
            Deployment = _schedule.Next(record.Key, record.Deployment.Generation + 1, time.GetUtcNow(), fault),
            Operations = [.. Supersede(record.Operations, superseded).TakeLast(GroupRecord.OperationsMax - 1), new(RandomIds.Next(), now)],
            RetiredRuntimeIds = [.. record.RetiredRuntimeIds, record.Deployment.RuntimeId],
            LastStatus = null,
            StoppedAt = null,
            Failure = null,
            Eviction = null,
        };
        store.Redeploy(group, next);
        group.Observed = null;
        await AdvanceAsync(group, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Deletes the group for every reader at once, then lets the runtime end it; what the runtime fails at is finished by the
    /// background loop. False when another request was faster.
    /// </summary>
    public async Task<bool> DeleteAsync(Group group, CancellationToken cancellationToken)
    {
        await group.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (group.Removed || group.Record.Phase == GroupPhase.Deleting)
                return false;
            store.Save(group, group.Record with { Phase = GroupPhase.Deleting });
            await AdvanceAsync(group, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            group.Gate.Release();
        }
    }

    private async Task FinishDeleteAsync(Group group, CancellationToken cancellationToken)
    {
        if (group.Record.StoppedAt is null)
        {
            var status = await EndContainersAsync(group, cancellationToken).ConfigureAwait(false);
            Close(group, group.Record, EndOf(status));
        }

        await runtime.RemoveAsync(group.Record.Deployment.RuntimeId, cancellationToken).ConfigureAwait(false);
        await ReleaseRetiredAsync(group, cancellationToken).ConfigureAwait(false);
        store.Remove(group);
    }

    // Null when the group never reached the runtime.
    private async Task<GroupStatus?> EndContainersAsync(Group group, CancellationToken cancellationToken)
    {
        var runtimeId = group.Record.Deployment.RuntimeId;
        await runtime.StopAsync(runtimeId, options.StopGracePeriod, cancellationToken).ConfigureAwait(false);
        return await runtime.InspectAsync(runtimeId, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<OperationRecord> Supersede(IReadOnlyList<OperationRecord> operations, string status) =>
        operations.Select(o => o.FinalStatus is not null ? o : o with { FinalStatus = status is "Pending" or "Creating" ? "Canceled" : status });
}
