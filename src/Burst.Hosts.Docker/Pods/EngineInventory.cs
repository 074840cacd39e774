using System.Collections.Concurrent;
using Burst.Core.Ids;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// What an engine has of ours. A list costs one call, and one more for each container about which an event came, or whose state the
/// list shows to be another, since it was last looked at. While no event stream is open every container is looked at each time.
/// </summary>
internal sealed class EngineInventory(EngineClient engine, PodLabels labels)
{
    private const int LooksAtOnceMax = 4;

    private readonly ConcurrentDictionary<string, Look> looks = new();
    private volatile bool isWatched;

    /// <summary>An event stream is open: from here on changes are told by <see cref="Changed"/>.</summary>
    public void Watched(bool watched)
    {
        looks.Clear();
        isWatched = watched;
    }

    public void Changed(string containerId) => looks.TryRemove(containerId, out _);

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<EnginePod>> ReadAsync(CancellationToken cancellationToken)
    {
        var list = await engine.ListContainersAsync(labels.Ours, cancellationToken).ConfigureAwait(false);
        var pods = await LookAsync(list, isWatched, cancellationToken).ConfigureAwait(false);
        foreach (var gone in looks.Keys.Except(list.Select(item => item.Id)))
            looks.TryRemove(gone, out _);
        return pods;
    }

    /// <summary>One, as it is now; null when nothing is there of it.</summary>
    public async Task<EnginePod?> FindAsync(PodUid pod, CancellationToken cancellationToken)
    {
        var list = await engine.ListContainersAsync(labels.OfPod(pod), cancellationToken).ConfigureAwait(false);
        return (await LookAsync(list, mayRecall: false, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<EnginePod>> LookAsync(List<ContainerSummaryDto> list, bool mayRecall, CancellationToken cancellationToken)
    {
        var found = new ContainerDto?[list.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, list.Count, options, async (i, token) =>
            found[i] = mayRecall && looks.TryGetValue(list[i].Id, out var look) && look.State == list[i].State
                ? look.Container
                : await LookAsync(list[i].Id, token).ConfigureAwait(false)).ConfigureAwait(false);
        return EnginePod.Group(found.OfType<ContainerDto>());
    }

    /// <summary>What an event changes while the look is under way is looked at again the next time.</summary>
    private async Task<ContainerDto?> LookAsync(string id, CancellationToken cancellationToken)
    {
        var pending = new Look("", null);
        looks[id] = pending;
        var container = await engine.FindContainerAsync(id, cancellationToken).ConfigureAwait(false);
        if (container is null)
            looks.TryRemove(id, out _);
        else
            looks.TryUpdate(id, new Look(container.State.Status, container), pending);
        return container;
    }

    private sealed record Look(string State, ContainerDto? Container);
}
