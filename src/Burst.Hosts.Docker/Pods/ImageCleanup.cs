using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Removes images that Burst has pulled and nobody uses, when the disk runs short. Which those are is on the engine itself: each has a second tag,
/// in the repository of <see cref="PulledImages"/>. No image without it is touched, nor another tag of one that has it.
/// </summary>
internal sealed class ImageCleanup(EngineClient engine, ImagePulls pulls)
{
    private const int ImagesAtOnceMax = 10;

    /// <returns>What was removed, as pods named it.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var pulled = (await engine.ListImagesAsync(cancellationToken).ConfigureAwait(false)).FindAll(image => PulledImages.Of(image).Any());
        if (pulled.Count == 0)
            return [];

        // Those that have ended count, and those of others: whoever starts one again wants its image.
        var used = (await engine.ListContainersAsync([], cancellationToken).ConfigureAwait(false)).Select(container => container.ImageID).ToHashSet();
        var removed = new List<string>();
        foreach (var image in pulled.Where(image => !used.Contains(image.Id)).OrderBy(image => image.Created).ThenBy(image => image.Id, StringComparer.Ordinal))
        {
            foreach (var (reference, marker) in PulledImages.Of(image).Where(pair => !pulls.IsWanted(pair.Reference)))
            {
                await engine.RemoveImageAsync(reference, cancellationToken).ConfigureAwait(false);
                await engine.RemoveImageAsync(marker, cancellationToken).ConfigureAwait(false);
                removed.Add(reference);
            }

            if (removed.Count >= ImagesAtOnceMax)
                break;
        }

        return removed;
    }
}
