using Burst.Emulator.Metering;
using Burst.Emulator.Runtime;
using Microsoft.Extensions.Logging;

namespace Burst.Emulator.Groups;

/// <summary>
/// Moves groups through their life. Each step writes the record before the call it announces, so that a crash between the two
/// is repaired by doing the step again. Every method but <see cref="DeleteAsync"/> expects the caller to hold the group's gate.
/// </summary>
internal sealed partial class GroupLifecycle(
    GroupStore store, IGroupRuntime runtime, InvoiceJournal journal, EmulatorOptions options, TimeProvider time, ILogger<GroupLifecycle> logger)
{
    // A launch this late means that the emulator was down meanwhile; containers did not start in the past then.
    private static readonly TimeSpan LatenessMax = TimeSpan.FromSeconds(2);

    /// <summary>Does what is due. A runtime that fails is logged and asked again at the next turn.</summary>
    public async Task AdvanceAsync(Group group, CancellationToken cancellationToken)
    {
        try
        {
            await (group.Record.Phase switch
            {
                GroupPhase.Provisioning => LaunchAsync(group, cancellationToken),
                GroupPhase.Launched => ObserveAsync(group, cancellationToken),
                GroupPhase.Deleting => FinishDeleteAsync(group, cancellationToken),
                _ => Task.CompletedTask,
            }).ConfigureAwait(false);
            await ReleaseRetiredAsync(group, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogRuntimeFailure(e, group.Record.Id, group.Record.Deployment.RuntimeId);
        }
    }

    /// <summary>Tells the runtime what an earlier emulator process launched.</summary>
    public async Task AdoptAsync(Group group, CancellationToken cancellationToken)
    {
        var record = group.Record;
        if (record.Phase is GroupPhase.Provisioning or GroupPhase.Failed)
            return;
        var stoppedAt = record.Phase == GroupPhase.Stopped ? record.StoppedAt : null;
        await runtime.AdoptAsync(GroupStartRecord.Of(record), stoppedAt, cancellationToken).ConfigureAwait(false);
    }

    private async Task LaunchAsync(Group group, CancellationToken cancellationToken)
    {
        var record = group.Record;
        var now = time.GetUtcNow();
        if (now < record.Deployment.StartAt)
        {
            if (IsOverdue(record))
                Fail(group, new("ContainerGroupProvisioningTimeout", $"The container group '{record.Name}' was not provisioned in time."));
            return;
        }

        var startAt = now - record.Deployment.StartAt > LatenessMax ? now : record.Deployment.StartAt;
        store.Save(group, record with { Phase = GroupPhase.Launched, Deployment = record.Deployment with { StartAt = startAt } });
        await StartAsync(group, cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(Group group, CancellationToken cancellationToken)
    {
        var record = group.Record;
        StartOutcome outcome;
        try
        {
            outcome = await runtime.StartAsync(GroupStartRecord.Of(record), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsOverdue(record))
        {
            LogRuntimeFailure(e, record.Id, record.Deployment.RuntimeId);
            Fail(group, new("ContainerGroupProvisioningTimeout", $"The container group '{record.Name}' could not be started in time: {e.Message}"));
            return;
        }

        if (outcome is StartOutcome.Rejected rejected)
            Fail(group, new("ContainerGroupStartFailed", $"The container group '{record.Name}' could not be started: {rejected.Reason}"));
        else
            group.Observed = await runtime.InspectAsync(record.Deployment.RuntimeId, cancellationToken).ConfigureAwait(false);
    }

    // One that was evicted has been provisioned long since.
    private bool IsOverdue(GroupRecord record) => record.Eviction is null
        && time.GetUtcNow() - record.Deployment.AcceptedAt > TimeSpan.FromSeconds(record.Spec.ProvisioningTimeoutInSeconds ?? 1800);

    private async Task ObserveAsync(Group group, CancellationToken cancellationToken)
    {
        var status = await runtime.InspectAsync(group.Record.Deployment.RuntimeId, cancellationToken).ConfigureAwait(false);
        if (status is null)
        {
            await StartAsync(group, cancellationToken).ConfigureAwait(false);
            return;
        }

        group.Observed = status;
        if (status.IsPulling && IsOverdue(group.Record))
            await GiveUpPullAsync(group, cancellationToken).ConfigureAwait(false);
        else if (status.HasEnded)
            Close(group, group.Record with { Phase = GroupPhase.Ended, LastStatus = status }, EndOf(status));
        else if (_schedule.EvictionOf(group.Record, options.SpotEvictionsPerHour) <= time.GetUtcNow())
            Evict(group, status);
    }

    private async Task GiveUpPullAsync(Group group, CancellationToken cancellationToken)
    {
        await runtime.StopAsync(group.Record.Deployment.RuntimeId, options.StopGracePeriod, cancellationToken).ConfigureAwait(false);
        Fail(group, new("ContainerGroupProvisioningTimeout", $"The container group '{group.Record.Name}' was not provisioned in time: an image of it could not be pulled."));
    }

    private void Fail(Group group, GroupFailure failure) =>
        Close(group, group.Record with { Phase = GroupPhase.Failed, Failure = failure }, time.GetUtcNow());

    // The invoice first: closing it again after a crash counts once, losing it would make the group free of charge.
    private void Close(Group group, GroupRecord record, DateTimeOffset at)
    {
        if (GroupMeter.LineOf(record, at, at) is { } line)
            journal.Close(line);
        store.Save(group, record with { StoppedAt = at });
    }

    private DateTimeOffset EndOf(GroupStatus? status) => status?.FinishedAt ?? time.GetUtcNow();

    private async Task ReleaseRetiredAsync(Group group, CancellationToken cancellationToken)
    {
        if (group.Removed || group.Record.RetiredRuntimeIds.Count == 0)
            return;
        foreach (var runtimeId in group.Record.RetiredRuntimeIds)
            await runtime.RemoveAsync(runtimeId, cancellationToken).ConfigureAwait(false);
        store.Save(group, group.Record with { RetiredRuntimeIds = [] });
    }

    [LoggerMessage(4010, LogLevel.Warning, "The runtime failed for {Group} ({RuntimeId}); it will be asked again")]
    private partial void LogRuntimeFailure(Exception exception, string group, string runtimeId);
}
