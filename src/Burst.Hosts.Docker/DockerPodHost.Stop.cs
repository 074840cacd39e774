using System.Collections.Concurrent;
using Burst.Core.Ids;
using Burst.Hosts.Docker.Pods;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    /// <summary>When the containers of a pod were asked to end; from then on nothing of it is started from here.</summary>
    private readonly ConcurrentDictionary<PodUid, DateTimeOffset> stops = new();

    /// <summary>
    /// Moves the pod's containers toward their end and keeps their states and logs, unlike <see cref="DeleteAsync"/>. Idempotent; called until
    /// it answers true, which means that none runs and none will again, in whatever process.
    /// </summary>
    /// <exception cref="Core.Hosts.PodHostUnavailableException">The engine did not answer.</exception>
    public Task<bool> StopAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) => GuardAsync($"stop pod {pod}", () => WorkingOnAsync(pod, async () =>
    {
        var isFirst = !stops.ContainsKey(pod);
        var since = stops.GetOrAdd(pod, time.GetUtcNow());
        if (await inventory.FindAsync(pod, cancellationToken).ConfigureAwait(false) is not { } found || IsStopped(found))
        {
            stops.TryRemove(pod, out _);
            return true;
        }

        if (isFirst)
        {
            foreach (var container in found.All)
                await engine.StopRestartsAsync(container.Id, cancellationToken).ConfigureAwait(false);
            await SignalAsync(found, container => container.StopSignal, cancellationToken).ConfigureAwait(false);
        }
        else if (!found.Workers.Any(IsGoingOn))
        {
            await EndHolderAsync(found, cancellationToken).ConfigureAwait(false);
        }
        else if (time.GetUtcNow() - since >= gracePeriod)
        {
            await SignalAsync(found, _ => ContainerEnding.Force, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }));

    /// <summary>Its holder is the sign of it, which lasts as long as the pod does.</summary>
    private static bool IsStopped(EnginePod pod) =>
        !pod.All.Any(IsGoingOn) && pod.Holder is null or { RestartPolicy: RestartPolicyDto.No };

    private static bool IsGoingOn(EngineContainer container) => container.IsRunning || container.IsRestarting;

    /// <summary>One that the engine is about to restart learns by it that it is not to.</summary>
    private async Task SignalAsync(EnginePod pod, Func<EngineContainer, string> signalOf, CancellationToken cancellationToken)
    {
        foreach (var container in pod.Workers.Where(IsGoingOn))
            await engine.KillContainerAsync(container.Id, signalOf(container), cancellationToken).ConfigureAwait(false);
    }

    private async Task EndHolderAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        if (pod.Holder is not { } holder)
            return;
        await engine.StopRestartsAsync(holder.Id, cancellationToken).ConfigureAwait(false);
        await networkTurn.RunAsync(() => ContainerEnding.EndAsync(engine, holder, TimeSpan.Zero, time, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
