using System.Collections.Concurrent;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    private static readonly TimeSpan DeleteRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>When the containers of a pod were asked to end. After a restart they are asked again, and have their grace again.</summary>
    private readonly ConcurrentDictionary<PodUid, DateTimeOffset> endings = new();

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) => GuardAsync($"delete pod {pod}", () => WorkingOnAsync<DeleteOutcome>(pod, async () =>
    {
        var found = await inventory.FindAsync(pod, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            if (await AreEndingAsync(found, gracePeriod, cancellationToken).ConfigureAwait(false))
                return new DeleteOutcome.Deleting(DeleteRetry, "Its containers were asked to end.");
            foreach (var container in found.Workers)
                await engine.RemoveContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
            if (found.Holder is { } holder)
                await RemoveHolderAsync(holder.Id, cancellationToken).ConfigureAwait(false);
        }

        var held = new HashSet<string>();
        foreach (var volume in await engine.ListVolumesAsync(labels.OfPod(pod), cancellationToken).ConfigureAwait(false))
        {
            if (!await engine.TryRemoveVolumeAsync(volume.Name, cancellationToken).ConfigureAwait(false))
                held.Add(volume.Name);
        }

        return await ConfirmAsync(pod, found is not null, held, cancellationToken).ConfigureAwait(false);
    }));

    /// <summary>After those that need it.</summary>
    private Task RemoveHolderAsync(string idOrName, CancellationToken cancellationToken) =>
        networkTurn.RunAsync(() => engine.RemoveContainerAsync(idOrName, cancellationToken), cancellationToken);

    /// <summary>Asks what runs to end, once, and says whether some may still be at it.</summary>
    private async Task<bool> AreEndingAsync(EnginePod pod, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        var running = pod.Workers.Where(container => container.IsRunning).ToList();
        var now = time.GetUtcNow();
        if (running.Count == 0 || gracePeriod <= TimeSpan.Zero)
            return false;
        if (endings.TryGetValue(pod.Uid, out var since))
        {
            // They are there for the others until the last has ended.
            if (running.All(container => container.IsSidecar))
                await sidecars.EndAsync(pod, running, cancellationToken).ConfigureAwait(false);
            return now - since < gracePeriod;
        }

        // None may come back while the others end, neither by the engine nor by the next list.
        foreach (var container in pod.Workers)
            await engine.StopRestartsAsync(container.Id, cancellationToken).ConfigureAwait(false);
        foreach (var container in running.Where(container => !container.IsSidecar))
            await hooks.AskToEndAsync(pod, container, gracePeriod, cancellationToken).ConfigureAwait(false);
        endings[pod.Uid] = now;
        return true;
    }

    /// <param name="pod">Whose removal it is.</param>
    /// <param name="wasThere">It had containers.</param>
    /// <param name="held">Volumes that only the engine's next start frees: without containers nothing is in them, and <see cref="LeftVolumes"/> removes them then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<DeleteOutcome> ConfirmAsync(PodUid pod, bool wasThere, HashSet<string> held, CancellationToken cancellationToken)
    {
        var isLeft = await inventory.FindAsync(pod, cancellationToken).ConfigureAwait(false) is not null
            || (await engine.ListVolumesAsync(labels.OfPod(pod), cancellationToken).ConfigureAwait(false)).Any(volume => !held.Contains(volume.Name));
        if (isLeft)
            return new DeleteOutcome.Deleting(DeleteRetry, "The engine is removing what is left of it.");
        endings.TryRemove(pod, out _);
        pulls.Forget(pod);
        if (wasThere)
            LogGone(pod, Node);
        return new DeleteOutcome.Gone(wasThere ? time.GetUtcNow() : null);
    }
}
