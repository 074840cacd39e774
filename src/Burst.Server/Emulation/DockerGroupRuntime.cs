using System.Collections.Concurrent;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Emulator.Runtime;
using Burst.Hosts.Docker;

namespace Burst.Server.Emulation;

/// <summary>
/// Lets the emulator run container groups on a Docker Engine, by the host that drives VM nodes: each group is a pod there. What runs goes on
/// without the emulator; the next one finds it by its labels.
/// </summary>
public sealed partial class DockerGroupRuntime(DockerPodHost host, TimeProvider time) : IGroupRuntime, IAsyncDisposable
{
    private static readonly TimeSpan StopPoll = TimeSpan.FromMilliseconds(50);

    private readonly RecentInventory inventory = new(host, time);
    private readonly ConcurrentDictionary<string, DockerGroup> groups = new();

    public bool RunsInitContainers => true;

    public Task AdoptAsync(GroupStart start, DateTimeOffset? stoppedAt, CancellationToken cancellationToken)
    {
        groups[start.RuntimeId] = new DockerGroup(start, time) { IsStopped = stoppedAt is not null };
        return Task.CompletedTask;
    }

    public async Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken)
    {
        if (DockerLaunch.FindUnsupported(start) is { } reason)
            return new StartOutcome.Rejected(reason);
        var group = groups.GetOrAdd(start.RuntimeId, _ => new DockerGroup(start, time));
        return await CreateAsync(group, cancellationToken).ConfigureAwait(false) is { } refusal ? new StartOutcome.Rejected(refusal) : new StartOutcome.Started();
    }

    public async Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken)
    {
        if (!groups.TryGetValue(runtimeId, out var group))
            return null;
        if (group.WaitsForImages && !group.IsStopped && await CreateAsync(group, cancellationToken).ConfigureAwait(false) is not null)
            return null;
        if (group.WaitsForImages)
            return group.Waiting(host.FindPull);
        var pod = await inventory.FindAsync(GroupTranslation.UidOf(runtimeId), cancellationToken).ConfigureAwait(false);
        if (pod is null)
            return null;
        return group.IsStopped || IsWhole(pod, group.Start) || await IsWholeAfterAllAsync(group.Start, cancellationToken).ConfigureAwait(false)
            ? group.Observed(pod)
            : null;
    }

    public async Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        if (groups.TryGetValue(runtimeId, out var group))
            group.IsStopped = true;
        while (!await host.StopAsync(GroupTranslation.UidOf(runtimeId), gracePeriod, cancellationToken).ConfigureAwait(false))
            await Task.Delay(StopPoll, time, cancellationToken).ConfigureAwait(false);
        inventory.Forget();
    }

    public async Task RemoveAsync(string runtimeId, CancellationToken cancellationToken)
    {
        await ClearAsync(runtimeId, cancellationToken).ConfigureAwait(false);
        groups.TryRemove(runtimeId, out _);
    }

    public async Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken) => groups.ContainsKey(runtimeId)
        ? await GroupLogText.ReadAsync(host, GroupTranslation.UidOf(runtimeId), container, tail, timestamps, cancellationToken).ConfigureAwait(false)
        : null;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>All of it is there, and as it was made: the containers that the start names, in the network of a holder.</summary>
    private static bool IsWhole(PodObservation pod, GroupStart start)
    {
        var isThere = pod.Containers.Length == start.Containers.Count && pod.InitContainers.Length == start.InitContainers.Count;
        var hasLostItsHolder = pod.Phase == PodPhase.Pending && pod.Containers.Any(container => container.StartedAt is not null);
        return isThere && !hasLostItsHolder && pod.Reason != "ContainerLost";
    }

    /// <summary>
    /// What is there in part was left so by an emulator that ended while it made it, or somebody removed the rest. Where it has run already it is
    /// made anew as a whole; else the start makes what is missing.
    /// </summary>
    private async Task<bool> IsWholeAfterAllAsync(GroupStart start, CancellationToken cancellationToken)
    {
        // It may have been read while it was changed.
        inventory.Forget();
        if (await inventory.FindAsync(GroupTranslation.UidOf(start.RuntimeId), cancellationToken).ConfigureAwait(false) is not { } pod)
            return false;
        if (IsWhole(pod, start))
            return true;
        if (pod.InitContainers.Concat(pod.Containers).Any(container => container.StartedAt is not null))
            await ClearAsync(start.RuntimeId, cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <returns>Null when it is there, or waits for its images; else why it will never be.</returns>
    /// <exception cref="PodHostUnavailableException">It may be there next time.</exception>
    private async Task<string?> CreateAsync(DockerGroup group, CancellationToken cancellationToken)
    {
        var outcome = await host.CreateAsync(DockerLaunch.Of(group.Start), cancellationToken).ConfigureAwait(false);
        group.WaitsForImages = outcome is CreateOutcome.Throttled { IsOfHost: false };
        inventory.Forget();
        return outcome switch
        {
            CreateOutcome.Accepted or CreateOutcome.Throttled { IsOfHost: false } => null,
            CreateOutcome.Rejected rejected => rejected.Reason,
            _ => throw new PodHostUnavailableException($"The group could not be started: {outcome}"),
        };
    }

    private async Task ClearAsync(string runtimeId, CancellationToken cancellationToken)
    {
        var uid = GroupTranslation.UidOf(runtimeId);
        while (await host.DeleteAsync(uid, TimeSpan.Zero, cancellationToken).ConfigureAwait(false) is DeleteOutcome.Deleting deleting)
            await Task.Delay(deleting.RetryAfter, time, cancellationToken).ConfigureAwait(false);
        inventory.Forget();
    }
}
