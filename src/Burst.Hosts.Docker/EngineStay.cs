using Burst.Core.Hosts;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Programs;

namespace Burst.Hosts.Docker;

/// <summary>
/// The short stay of a control plane on somebody's engine: it brings images of the built-in programs and the holder's, and leaves the engine as it was, when the pods
/// have been deleted.
/// </summary>
public sealed class EngineStay : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly EngineAddress address;
    private readonly EngineClient engine;
    private readonly ProgramImages programs;
    private readonly TimeProvider time;
    private bool hadHolder;
    private bool hasEnded;

    private EngineStay(EngineAddress address, string tag, TimeProvider time)
    {
        (this.address, this.time) = (address, time);
        engine = new EngineClient(address, null, time);
        programs = new ProgramImages(engine, tag);
    }

    /// <param name="address">Of an engine that asks for no certificate.</param>
    /// <param name="tag">Of the images burst/echo and burst/sleep; one that nobody else uses.</param>
    /// <exception cref="PodHostUnavailableException">It does not answer, or cannot run pods; the message says why.</exception>
    public static async Task<EngineStay> BeginAsync(EngineAddress address, string tag, TimeProvider time, CancellationToken cancellationToken)
    {
        await EngineProbe.ReadAsync(address, null, time, cancellationToken).ConfigureAwait(false);
        var stay = new EngineStay(address, tag, time);
        try
        {
            await stay.GuardAsync(async () =>
            {
                stay.hadHolder = await stay.engine.HasImageAsync(HolderImage.Reference, cancellationToken).ConfigureAwait(false);
                // Several pods that are the first would each bring it, and all but one of those images would stay without a name.
                await new HolderImage(stay.engine).EnsureAsync(cancellationToken).ConfigureAwait(false);
                await stay.programs.BringAsync(cancellationToken).ConfigureAwait(false);
                return 0;
            }).ConfigureAwait(false);
            return stay;
        }
        catch
        {
            await stay.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes away what was brought.</summary>
    /// <param name="ownerId">The cluster whose pods were here.</param>
    /// <param name="cancellationToken">It is given up; what is there stays.</param>
    /// <returns>Containers, volumes and images that are left all the same.</returns>
    /// <exception cref="PodHostUnavailableException">The engine does not answer.</exception>
    public Task<int> EndAsync(string ownerId, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await RemoveImagesAsync(cancellationToken).ConfigureAwait(false);
        hasEnded = true;
        string[] ours = [PodLabels.OwnedBy(ownerId)];
        var left = (await engine.ListContainersAsync(ours, cancellationToken).ConfigureAwait(false)).Count
            + (await engine.ListVolumesAsync(ours, cancellationToken).ConfigureAwait(false)).Count;
        foreach (var image in programs.References)
            left += await engine.HasImageAsync(image, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return left;
    });

    /// <summary>After a stay that was cut short: takes away what can be.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            if (!hasEnded)
                await RemoveImagesAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
        {
            // It has failed for a reason that is told; a few kilobytes stay.
        }

        engine.Dispose();
    }

    /// <summary>Where somebody else has begun to use the holder's image, the engine keeps it.</summary>
    private async Task RemoveImagesAsync(CancellationToken cancellationToken)
    {
        foreach (var image in hadHolder ? programs.References : [.. programs.References, HolderImage.Reference])
            await engine.RemoveImageAsync(image, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception))
        {
            throw new PodHostUnavailableException($"The engine at {address} cannot be used: {EngineFailure.Describe(exception)}", exception);
        }
    }
}
