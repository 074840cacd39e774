using System.Collections.Concurrent;
using Burst.Core.Units;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Machines;

/// <summary>
/// What containers that are not this node's have reserved of its engine. They are read and never touched. One list, and one look at each
/// container that was not looked at before or that an event tells of.
/// </summary>
internal sealed class ForeignContainers(EngineClient engine, PodLabels labels)
{
    private const int LooksAtOnceMax = 4;

    private readonly ConcurrentDictionary<string, Resources> looks = new();
    private volatile bool mayHaveChanged = true;

    /// <summary>An event has told of one since the last <see cref="ReadAsync"/>.</summary>
    public bool MayHaveChanged => mayHaveChanged;

    public void Changed(string? containerId)
    {
        if (containerId is not null)
            looks.TryRemove(containerId, out _);
        mayHaveChanged = true;
    }

    /// <returns>What those that run have reserved, and how many they are.</returns>
    public async Task<(Resources Reserved, int Containers)> ReadAsync(CancellationToken cancellationToken)
    {
        mayHaveChanged = false;
        try
        {
            var foreign = (await engine.ListRunningAsync(cancellationToken).ConfigureAwait(false)).Where(container => !labels.AreOurs(container.Labels)).ToList();
            foreach (var gone in looks.Keys.Except(foreign.Select(container => container.Id)))
                looks.TryRemove(gone, out _);
            var found = new Resources[foreign.Count];
            var options = new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnceMax, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, foreign.Count, options, async (i, token) => found[i] = await LookAsync(foreign[i], token).ConfigureAwait(false)).ConfigureAwait(false);
            return (found.Aggregate(Resources.Zero, (sum, one) => sum + one), foreign.Count);
        }
        catch
        {
            mayHaveChanged = true;
            throw;
        }
    }

    private async Task<Resources> LookAsync(ContainerSummaryDto container, CancellationToken cancellationToken)
    {
        if (PodLabels.AreOfBurst(container.Labels))
            return Reservation.OfBurst(container.Labels);
        if (looks.TryGetValue(container.Id, out var known))
            return known;
        var found = await engine.FindContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
        return looks[container.Id] = found is null ? Resources.Zero : Reservation.Of(found.HostConfig);
    }
}
