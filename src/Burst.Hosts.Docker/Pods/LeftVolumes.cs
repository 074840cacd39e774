using Burst.Core.Ids;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Mapping;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Removes volumes of pods that are gone, which an engine had not let go of. It does when it is started again, so they are looked for whenever its
/// events are followed anew.
/// </summary>
internal sealed class LeftVolumes(EngineClient engine, PodLabels labels, TimeProvider time)
{
    /// <summary>A pod that is being made has volumes before it has containers.</summary>
    public static readonly TimeSpan MakingMax = TimeSpan.FromMinutes(10);

    private int due;

    public void Reconnected() => Interlocked.Exchange(ref due, 1);

    /// <param name="pods">All of them.</param>
    /// <param name="isAtWork">Whether a pod is being made or removed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task SweepAsync(IReadOnlyList<EnginePod> pods, Func<PodUid, bool> isAtWork, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref due, 0) == 0)
            return;
        var known = pods.Select(pod => pod.Uid).ToHashSet();
        foreach (var volume in await engine.ListVolumesAsync(labels.Ours, cancellationToken).ConfigureAwait(false))
        {
            if (PodLabels.ParseUid(volume.Labels) is { } uid && !known.Contains(uid) && !isAtWork(uid) && time.GetUtcNow() - volume.CreatedAt >= MakingMax)
                await engine.TryRemoveVolumeAsync(volume.Name, cancellationToken).ConfigureAwait(false);
        }
    }
}
