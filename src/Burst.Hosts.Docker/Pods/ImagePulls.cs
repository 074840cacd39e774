using System.Collections.Concurrent;
using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Pulls images that an engine has not. A pull may take minutes, so it goes on beside the calls that ask for it, and each of these learns
/// how far it is. One that failed is tried again ever more slowly, as a kubelet does.
/// </summary>
internal sealed class ImagePulls(EngineClient engine, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan WantedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Pull> pulls = new();
    private readonly ConcurrentDictionary<string, long> wanted = new();
    private readonly CancellationTokenSource stopping = new();

    /// <returns>Null when every image is there; else what the create that needs them is answered for now.</returns>
    public async Task<CreateOutcome?> FindMissingAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        foreach (var image in launch.Spec.AllContainers.Select(container => container.Image).Distinct())
        {
            wanted[ImageReference.Parse(image).Familiar] = time.GetTimestamp();
            if (await engine.HasImageAsync(image, cancellationToken).ConfigureAwait(false))
                pulls.TryRemove(image, out _);
            else
                return Ask(image, launch.Registries);
        }

        return null;
    }

    /// <returns>Null for an image that no create has been found to lack.</returns>
    public ImagePull? Find(string image) => pulls.TryGetValue(image, out var pull) ? pull.Sight : null;

    /// <summary>A pod needed it lately, and may be about to use it.</summary>
    public bool IsWanted(string reference) => wanted.TryGetValue(ImageReference.Parse(reference).Familiar, out var at) && time.GetElapsedTime(at) < WantedFor;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(pulls.Values.Select(pull => pull.Task)).ConfigureAwait(false);
        stopping.Dispose();
    }

    private CreateOutcome.Throttled Ask(string image, ImmutableArray<RegistryCredential> registries)
    {
        var now = time.GetUtcNow();
        var pull = pulls.AddOrUpdate(
            image,
            _ => Start(image, registries, new Pull(TimeSpan.Zero, null)),
            (_, last) => last.Task.IsCompleted && last.RetryAt(now) <= TimeSpan.Zero ? Start(image, registries, new Pull(last.NextDelay, last.Sight)) : last);
        return pull.Task.IsCompleted && pull.Failure is { } failure
            ? Wait(pull.RetryAt(now), $"ImagePullBackOff: image '{image}' could not be pulled: {failure}")
            : Wait(AskAgain, $"Pulling image '{image}': {pull.Progress}");
    }

    private Pull Start(string image, ImmutableArray<RegistryCredential> registries, Pull pull)
    {
        pull.Task = RunAsync(pull, ImageReference.Parse(image), registries);
        return pull;
    }

    private async Task RunAsync(Pull pull, ImageReference image, ImmutableArray<RegistryCredential> registries)
    {
        await Task.Yield();
        var credential = registries.FirstOrDefault(known => IsFor(known, image));
        var auth = credential is null ? null : new RegistryAuthDto { Username = credential.Username, Password = credential.Password, ServerAddress = credential.Server };
        try
        {
            await engine.PullImageAsync(image, auth, line => pull.Progress = $"{line.Status} {line.Id}".Trim(), stopping.Token).ConfigureAwait(false);

            // On record on the engine, so that it may be removed again when nobody needs it; one whose mark fails stays for ever.
            await engine.TagImageAsync(image.ToString(), PulledImages.Repository, PulledImages.TagOf(image), stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
        {
            pull.Fail(exception.Message, time.GetUtcNow());
        }
    }

    /// <summary>Docker's own registry has been written in more than one way.</summary>
    private static bool IsFor(RegistryCredential credential, ImageReference image) => credential.Server == image.Registry
        || (image.Registry == "docker.io" && credential.Server.Contains("docker.io", StringComparison.Ordinal));

    /// <summary>Of this pod only: others may have their images.</summary>
    private static CreateOutcome.Throttled Wait(TimeSpan delay, string reason) => new(delay, reason) { IsOfHost = false };

    /// <param name="delay">The back-off before it.</param>
    /// <param name="before">How the tries before it went; null for the first.</param>
    private sealed class Pull(TimeSpan delay, ImagePull? before)
    {
        private DateTimeOffset failedAt;

        public Task Task { get; set; } = Task.CompletedTask;

        public string Progress { get; set; } = "asked for";

        public string? Failure { get; private set; }

        public ImagePull Sight => Failure is { } failure
            ? new ImagePull((before?.Failures ?? 0) + 1, before?.FirstFailedAt ?? failedAt, failedAt, failure, IsWaiting: true)
            : before is null ? new ImagePull(0, null, null, null, IsWaiting: false) : before with { IsWaiting = false };

        public TimeSpan NextDelay => delay == TimeSpan.Zero ? DelayMin : delay * 2 < DelayMax ? delay * 2 : DelayMax;

        /// <summary>How long from now until it may be tried again; zero or less for at once.</summary>
        public TimeSpan RetryAt(DateTimeOffset now) => Failure is null ? TimeSpan.Zero : failedAt + NextDelay - now;

        public void Fail(string reason, DateTimeOffset at)
        {
            failedAt = at;
            Failure = reason;
        }
    }
}
