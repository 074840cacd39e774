using System.Collections.Concurrent;
using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Pulls the images of pods, as their policies say. A pull may take minutes, so it goes on beside the calls that ask for it, and each of these
/// learns how far it is. One that failed is tried again ever more slowly, as a kubelet does.
/// </summary>
internal sealed class ImagePulls(EngineClient engine, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <summary>Until an image that nobody may pull is looked for again.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WantedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<PullKey, PullTry> pulls = new();
    private readonly ConcurrentDictionary<PodUid, PodImages> pods = new();
    private readonly ConcurrentDictionary<string, long> wanted = new();
    private readonly CancellationTokenSource stopping = new();

    /// <returns>Null when the pod may use every image as it is there; else what the create that needs them is answered for now.</returns>
    public async Task<CreateOutcome?> FindMissingAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        var pod = pods.GetOrAdd(launch.Uid, _ => new PodImages(time.GetTimestamp()));
        foreach (var use in ImageUse.Of(launch.Spec))
        {
            wanted[ImageReference.Parse(use.Image).Familiar] = time.GetTimestamp();
            var isThere = await engine.HasImageAsync(use.Image, cancellationToken).ConfigureAwait(false);
            if (FindWait(use, launch, pod, isThere) is { } wait)
                return wait;
        }

        return null;
    }

    /// <summary>What was done about the images of a pod since this was asked last.</summary>
    public ImmutableArray<HostEvent> TakeEvents(PodUid pod) => pods.TryGetValue(pod, out var images) ? images.TakeUntold() : [];

    /// <summary>The pod was made, or will not be.</summary>
    public void Forget(PodUid pod) => pods.TryRemove(pod, out _);

    /// <returns>Null for an image that no create has been found to lack.</returns>
    public ImagePull? Find(string image) => pulls.TryGetValue(PullKey.IfMissing(image), out var pull) ? pull.Sight : null;

    /// <summary>A pod needed it lately, and may be about to use it.</summary>
    public bool IsWanted(string reference) => wanted.TryGetValue(ImageReference.Parse(reference).Familiar, out var at) && time.GetElapsedTime(at) < WantedFor;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(pulls.Values.Select(pull => pull.Task)).ConfigureAwait(false);
        stopping.Dispose();
    }

    private CreateOutcome.Throttled? FindWait(ImageUse use, PodLaunch launch, PodImages pod, bool isThere)
    {
        if (use.Policy == PullPolicy.Always)
            return Confirm(use.Image, launch, pod, isThere);
        var key = PullKey.IfMissing(use.Image);
        if (isThere)
        {
            pulls.TryRemove(key, out _);
            pod.Settle(use.Image, time);
            return null;
        }

        if (use.Policy != PullPolicy.Never)
            return Follow(use.Image, Ask(key, FindCredential(launch, use.Image), long.MaxValue), pod);
        pod.Refuse(use.Image, PullEvents.Refused(use.Image));
        return Wait(LookAgain, use.Image, ImageWait.NeverPull, $"{ImageWait.NeverPull}: image '{use.Image}' is not on the engine, and its imagePullPolicy is Never");
    }

    /// <summary>What was confirmed and has been removed since is asked for anew.</summary>
    private CreateOutcome.Throttled? Confirm(string image, PodLaunch launch, PodImages pod, bool isThere)
    {
        if (!isThere)
            pod.Doubt(image);
        if (pod.IsConfirmed(image))
            return null;
        var credential = FindCredential(launch, image);
        var pull = Ask(new PullKey(image, AsksRegistry: true, credential), credential, isThere ? pod.AskedAt : long.MaxValue);
        if (!isThere || !pull.Confirms(pod.AskedAt))
            return Follow(image, pull, pod);
        pod.Follow(image, pull);
        pod.Settle(image, time);
        pod.Confirm(image);
        return null;
    }

    /// <summary>The pull that goes on, waits for its next try, or has succeeded since somebody asked for it; else a new one.</summary>
    private PullTry Ask(PullKey key, RegistryCredential? credential, long askedAt)
    {
        var now = time.GetUtcNow();
        return pulls.AddOrUpdate(
            key,
            _ => Start(key, credential, new PullTry(time.GetTimestamp(), TimeSpan.Zero, null)),
            (_, last) => last.Task.IsCompleted && !last.Confirms(askedAt) && last.RetryAt(now) <= TimeSpan.Zero ? Start(key, credential, last.Next(time.GetTimestamp())) : last);
    }

    private CreateOutcome.Throttled Follow(string image, PullTry pull, PodImages pod)
    {
        pod.Follow(image, pull);
        return Tell(image, pull);
    }

    private CreateOutcome.Throttled Tell(string image, PullTry pull) => pull.Task.IsCompleted && pull.Failure is { } failure
        ? Wait(pull.RetryAt(time.GetUtcNow()), image, ImageWait.PullBackOff, $"{ImageWait.PullBackOff}: image '{image}' could not be pulled: {failure}")
        : Wait(AskAgain, image, ImageWait.Pulling, $"Pulling image '{image}': {pull.Progress}");

    private PullTry Start(PullKey key, RegistryCredential? credential, PullTry pull)
    {
        pull.Task = RunAsync(pull, ImageReference.Parse(key.Image), credential);
        return pull;
    }

    private async Task RunAsync(PullTry pull, ImageReference image, RegistryCredential? credential)
    {
        await Task.Yield();
        var auth = credential is null ? null : new RegistryAuthDto { Username = credential.Username, Password = credential.Password, ServerAddress = credential.Server };
        try
        {
            var before = await engine.FindImageAsync(image.ToString(), stopping.Token).ConfigureAwait(false);
            await engine.PullImageAsync(image, auth, line => pull.Progress = $"{line.Status} {line.Id}".Trim(), stopping.Token).ConfigureAwait(false);
            pull.Took = time.GetElapsedTime(pull.BeganAt);
            await MarkAsync(image, before).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
        {
            pull.Fail(exception.Message, time.GetUtcNow());
        }
    }

    /// <summary>
    /// On record on the engine, so that it may be removed again when nobody needs it; one whose mark fails stays for ever. What somebody else had
    /// pulled before stays theirs. The image that has lost its name to another is still known by its digest.
    /// </summary>
    private async Task MarkAsync(ImageReference image, ImageDto? before)
    {
        if (before is not null && !PulledImages.IsOne(before, image))
            return;
        if (before is not null && (await engine.FindImageAsync(image.ToString(), stopping.Token).ConfigureAwait(false))?.Id != before.Id)
        {
            foreach (var digest in PulledImages.DigestsOf(before, image))
                await engine.TagImageAsync(before.Id, PulledImages.Repository, PulledImages.TagOf(digest), stopping.Token).ConfigureAwait(false);
        }

        await engine.TagImageAsync(image.ToString(), PulledImages.Repository, PulledImages.TagOf(image), stopping.Token).ConfigureAwait(false);
    }

    private static RegistryCredential? FindCredential(PodLaunch launch, string image) => launch.Registries.FirstOrDefault(known => IsFor(known, ImageReference.Parse(image)));

    /// <summary>Docker's own registry has been written in more than one way.</summary>
    private static bool IsFor(RegistryCredential credential, ImageReference image) => credential.Server == image.Registry
        || (image.Registry == "docker.io" && credential.Server.Contains("docker.io", StringComparison.Ordinal));

    /// <summary>Of this pod only: others may have their images.</summary>
    private static CreateOutcome.Throttled Wait(TimeSpan delay, string image, string why, string message) => new(delay, message) { IsOfHost = false, Image = new ImageWait(image, why) };
}
