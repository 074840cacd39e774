using System.Globalization;
using Burst.Core.Pods;
using Burst.Core.Timing;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>
/// What is done after one start of one container. It takes as long as it takes; when it fails the run is ended, and the container's restart policy
/// says what comes next.
/// </summary>
internal sealed class PostStartRun : IAsyncDisposable
{
    /// <summary>Kubernetes has no limit; an engine's connection has to have one.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromDays(1);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task work;
    private volatile object? doneAt;
    private volatile string? failure;

    /// <summary>One that is done already.</summary>
    public PostStartRun(DateTimeOffset startedAt, DateTimeOffset doneAt)
    {
        (StartedAt, this.doneAt) = (startedAt, doneAt);
        work = Task.CompletedTask;
    }

    /// <param name="parts">What does it.</param>
    /// <param name="pod">The container's.</param>
    /// <param name="container">As it is in this run.</param>
    /// <param name="failedBefore">Why the run before was ended; null for another reason.</param>
    public PostStartRun(PostStartParts parts, EnginePod pod, EngineContainer container, string? failedBefore)
    {
        (StartedAt, failure) = (container.StartedAt!.Value, failedBefore);
        work = RunAsync(parts, pod, container);
    }

    /// <summary>The start it belongs to.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Null until it is.</summary>
    public DateTimeOffset? DoneAt => (DateTimeOffset?)doneAt;

    /// <summary>Why this run, or the one before, was ended; null for no such reason.</summary>
    public string? Failure => failure;

    /// <summary>As <see cref="TryRead"/> takes it.</summary>
    public static string Write(DateTimeOffset startedAt, DateTimeOffset doneAt) => string.Create(CultureInfo.InvariantCulture, $"{startedAt:O} {doneAt:O}");

    /// <returns>Null for a note of another start, or none.</returns>
    public static PostStartRun? TryRead(string? note, DateTimeOffset startedAt) => note?.Split(' ') is [var start, var done]
        && DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, out var of) && of == startedAt
        && DateTimeOffset.TryParse(done, CultureInfo.InvariantCulture, out var at)
            ? new PostStartRun(of, at)
            : null;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await work.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync(PostStartParts parts, EnginePod pod, EngineContainer container)
    {
        await Task.Yield();
        try
        {
            while (!await TryAsync(parts, pod, container).ConfigureAwait(false))
                await Wait.ForAsync(RetryPause, parts.Time, stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run is over, or another process goes on.
        }
    }

    /// <returns>False when the engine did not say how it went: it may be done twice, as Kubernetes has it too.</returns>
    private async Task<bool> TryAsync(PostStartParts parts, EnginePod pod, EngineContainer container)
    {
        var hook = container.PostStart!;
        var answer = await parts.Runner.RunAsync(pod, container, hook.Hook, Limit, stopping.Token).ConfigureAwait(false);
        switch (answer.Outcome)
        {
            case ProbeOutcome.Good:
                await NoteAsync(parts, pod, container).ConfigureAwait(false);
                return true;
            case ProbeOutcome.Bad:
                failure = ContainerStatus.PostStartFailed + answer.Message;
                await parts.Endings.EndAsync(pod, container, TimeSpan.FromSeconds(hook.GraceSeconds), stopping.Token).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Before it counts as done: a process that begins later must not do it again.</summary>
    private async Task NoteAsync(PostStartParts parts, EnginePod pod, EngineContainer container)
    {
        var now = parts.Time.GetUtcNow();
        while (true)
        {
            try
            {
                await parts.Notes.WriteAsync(pod.Holder!, container, Write(StartedAt, now), stopping.Token).ConfigureAwait(false);
                doneAt = now;
                return;
            }
            catch (Exception exception) when (EngineFailure.IsOne(exception))
            {
                await Wait.ForAsync(RetryPause, parts.Time, stopping.Token).ConfigureAwait(false);
            }
        }
    }
}
