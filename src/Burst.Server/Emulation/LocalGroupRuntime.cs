using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Emulator.Runtime;
using Burst.Hosts.Local;
using Burst.Hosts.Local.Exec;

namespace Burst.Server.Emulation;

/// <summary>Lets the emulator run container groups as local processes, under the shims that VM nodes use too.</summary>
public sealed class LocalGroupRuntime(LocalPodHost host, TimeProvider time) : IGroupRuntime
{
    private static readonly TimeSpan StopPoll = TimeSpan.FromMilliseconds(100);

    private readonly RecentInventory inventory = new(host, time);

    public async Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken)
    {
        if (start.Volumes.Count > 0)
            return new StartOutcome.Rejected("The local runtime has no volumes; start the emulator with --runtime docker, or with --runtime simulated to accept them unrun.");
        return await host.CreateAsync(GroupTranslation.ToLaunch(start), cancellationToken).ConfigureAwait(false) switch
        {
            CreateOutcome.Accepted => new StartOutcome.Started(),
            CreateOutcome.Rejected rejected => new StartOutcome.Rejected(rejected.Reason),
            var other => throw new PodHostUnavailableException($"The group could not be started: {other}"),
        };
    }

    public async Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken)
    {
        var pod = await inventory.FindAsync(GroupTranslation.UidOf(runtimeId), cancellationToken).ConfigureAwait(false);
        return pod is null || !IsStarted(pod) ? null : new GroupStatus([.. pod.Containers.Select(GroupTranslation.ToEmulated)], pod.PodIp);
    }

    /// <summary>
    /// One that is on disk and that no shim has taken up yet may have been left so by an emulator that ended in between: it is started
    /// (again), which changes nothing where a shim is about to.
    /// </summary>
    private static bool IsStarted(PodObservation pod) => pod is not { Phase: PodPhase.Pending, UsageStartedAt: null };

    public async Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        while (!await host.StopAsync(GroupTranslation.UidOf(runtimeId), gracePeriod, cancellationToken).ConfigureAwait(false))
            await Task.Delay(StopPoll, time, cancellationToken).ConfigureAwait(false);
        inventory.Forget();
    }

    public async Task RemoveAsync(string runtimeId, CancellationToken cancellationToken)
    {
        var uid = GroupTranslation.UidOf(runtimeId);
        while (await host.DeleteAsync(uid, TimeSpan.Zero, cancellationToken).ConfigureAwait(false) is DeleteOutcome.Deleting deleting)
            await Task.Delay(deleting.RetryAfter, time, cancellationToken).ConfigureAwait(false);
        inventory.Forget();
    }

    public Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken) =>
        GroupLogText.ReadAsync(host, GroupTranslation.UidOf(runtimeId), container, tail, timestamps, cancellationToken);

    public async Task<ExecOutcome> ExecAsync(string runtimeId, ExecStart exec, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var request = new ExecRequest(exec.Container, [exec.Command], exec.Rows, exec.Columns);
        var result = await host.ExecAsync(GroupTranslation.UidOf(runtimeId), request, input, output, cancellationToken).ConfigureAwait(false);
        return result.ExitCode is { } code ? new ExecOutcome.Ended(code) : new ExecOutcome.Rejected(result.Refusal!);
    }
}
