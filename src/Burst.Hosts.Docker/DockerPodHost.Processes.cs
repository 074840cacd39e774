using System.Collections.Immutable;
using System.Net;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Processes;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    private const int ExitLooksMax = 40;
    private static readonly TimeSpan ExitLook = TimeSpan.FromMilliseconds(50);

    public Task<PodProcessOutcome> ExecAsync(
        PodUid pod, string container, ImmutableArray<string> command, ProcessStreams streams, CancellationToken cancellationToken) => GuardAsync("run a command", async () =>
    {
        if (await FindRunningAsync(pod, container, cancellationToken).ConfigureAwait(false) is not { } found)
            return NotRunning(container);
        try
        {
            var hasTerminal = streams.Terminal is not null;
            var exec = await engine.CreateExecAsync(
                found.Id, new CreateExecDto { Cmd = [.. command], AttachStdin = streams.TakesInput, AttachStdout = true, AttachStderr = true, Tty = hasTerminal }, cancellationToken).ConfigureAwait(false);
            var stream = await engine.OpenExecAsync(exec, hasTerminal, cancellationToken).ConfigureAwait(false);
            var process = new EngineProcess(
                stream, hasTerminal, (size, token) => engine.ResizeAsync($"exec/{exec}", size.Rows, size.Columns, token), token => FindExitCodeAsync(exec, token));
            if (streams.Terminal is { } size)
                await process.ResizeAsync(size, cancellationToken).ConfigureAwait(false);
            return new PodProcessOutcome.Started(process);
        }
        catch (EngineException exception) when (exception.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return new PodProcessOutcome.Refused(exception.Message);
        }
    });

    public Task<PodProcessOutcome> AttachAsync(PodUid pod, string container, ProcessStreams streams, CancellationToken cancellationToken) => GuardAsync("attach to a container", async () =>
    {
        if (await FindRunningAsync(pod, container, cancellationToken).ConfigureAwait(false) is not { } found
            || await engine.FindContainerAsync(found.Id, cancellationToken).ConfigureAwait(false) is not { } dto)
            return NotRunning(container);
        if (streams.TakesInput && !dto.Config.OpenStdin)
            return new PodProcessOutcome.Refused($"container {container} takes no input; attach to its output, or run a program in it: exec");
        try
        {
            var process = new EngineProcess(
                await engine.AttachAsync(found.Id, streams.TakesInput, cancellationToken).ConfigureAwait(false), dto.Config.Tty,
                (size, token) => engine.ResizeAsync($"containers/{found.Id}", size.Rows, size.Columns, token), token => FindExitCodeAsync(pod, container, found.StartedAt, token));
            if (streams.Terminal is { } size)
                await process.ResizeAsync(size, cancellationToken).ConfigureAwait(false);
            return new PodProcessOutcome.Started(process);
        }
        catch (EngineException exception) when (exception.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            return new PodProcessOutcome.Refused(exception.Message);
        }
    });

    private async Task<Pods.EngineContainer?> FindRunningAsync(PodUid pod, string container, CancellationToken cancellationToken) =>
        (await inventory.FindAsync(pod, cancellationToken).ConfigureAwait(false))?.Workers.FirstOrDefault(known => known.Name == container && known.IsRunning);

    private static PodProcessOutcome NotRunning(string container) => new PodProcessOutcome.Refused($"container {container} does not run");

    /// <summary>A command's output may end a moment before the engine knows how it ended.</summary>
    private async Task<int?> FindExitCodeAsync(string exec, CancellationToken cancellationToken)
    {
        for (var looks = 0; looks < ExitLooksMax; looks++)
        {
            var found = await engine.FindExecAsync(exec, cancellationToken).ConfigureAwait(false);
            if (found is not { Running: true })
                return found?.ExitCode;
            await Task.Delay(ExitLook, time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Of the run that was joined; null when that goes on, or another has begun.</summary>
    private async Task<int?> FindExitCodeAsync(PodUid pod, string container, DateTimeOffset? run, CancellationToken cancellationToken)
    {
        var found = (await inventory.FindAsync(pod, cancellationToken).ConfigureAwait(false))?.Workers.FirstOrDefault(known => known.Name == container);
        return found is { IsRunning: false } && found.StartedAt == run ? found.ExitCode : null;
    }
}
