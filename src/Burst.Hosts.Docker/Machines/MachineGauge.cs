using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Processes;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Machines;

/// <summary>
/// Reads what is left of an engine's machine. The Engine API tells neither free memory nor free disk, so a container of a few instructions does,
/// which is removed at its end: five calls each time.
/// </summary>
internal sealed class MachineGauge(EngineClient engine, PodLabels labels, NetworkTurn turn, TimeProvider time)
{
    private const string Repository = "burst.dev/gauge";
    private const string Tag = "1";
    private const string ProgramPath = "gauge";
    private const string Image = $"{Repository}:{Tag}";
    private const int WrittenBytesMax = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const UnixFileMode ProgramMode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <exception cref="EngineException">The container cannot be run.</exception>
    /// <exception cref="InvalidDataException">It wrote something else.</exception>
    public Task<MachineFigures> ReadAsync(string architecture, CancellationToken cancellationToken) =>
        turn.RunAsync(() => ReadInTurnAsync(architecture, cancellationToken), cancellationToken);

    private async Task<MachineFigures> ReadInTurnAsync(string architecture, CancellationToken cancellationToken)
    {
        var name = labels.GaugeName;
        if (!await CreateAsync(name, architecture, cancellationToken).ConfigureAwait(false))
        {
            // One of an earlier process that was ended in the middle.
            await engine.RemoveContainerAsync(name, cancellationToken).ConfigureAwait(false);
            if (!await CreateAsync(name, architecture, cancellationToken).ConfigureAwait(false))
                throw new IOException($"The name {name} is taken on the engine.");
        }

        try
        {
            return MachineFigures.Parse(await RunAsync(name, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            await RemoveAsync(name).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> RunAsync(string name, CancellationToken cancellationToken)
    {
        var stream = await engine.AttachAsync(name, takesInput: false, cancellationToken).ConfigureAwait(false);
        await using var process = new EngineProcess(stream, hasTerminal: false, (_, _) => Task.CompletedTask, _ => Task.FromResult<int?>(null));
        await engine.StartContainerAsync(name, cancellationToken).ConfigureAwait(false);
        var (written, count) = (new byte[WrittenBytesMax], 0);
        while (count < written.Length && await process.ReadAsync(written.AsMemory(count), cancellationToken).ConfigureAwait(false) is { Count: > 0 } piece)
            count += piece.Count;
        return written[..count];
    }

    /// <summary>Also when it was never started, and when nobody waits for it any more.</summary>
    private async Task RemoveAsync(string name)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await engine.RemoveContainerAsync(name, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
        {
            // The next one finds it in its way, and removes it.
        }
    }

    /// <summary>Once it is asked for its answer is waited for: given up in the middle it would come after its removal, and stay.</summary>
    private async Task<bool> CreateAsync(string name, string architecture, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new CancellationTokenSource(Patience, time);
        var container = new CreateContainerDto
        {
            Image = Image,
            Labels = labels.ForGauge(),
            HostConfig = new HostConfigDto { AutoRemove = true, NetworkMode = "none", LogConfig = new LogConfigDto { Type = "none" } },
        };
        try
        {
            return await engine.CreateContainerAsync(name, container, limit.Token).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Status == System.Net.HttpStatusCode.NotFound && GaugeProgram.For(architecture) is { } program)
        {
            var tar = TarArchive.Of([(ProgramPath, program, ProgramMode)]);
            await engine.ImportImageAsync(Repository, Tag, [$"ENTRYPOINT [\"/{ProgramPath}\"]"], tar, cancellationToken).ConfigureAwait(false);
            return await engine.CreateContainerAsync(name, container, limit.Token).ConfigureAwait(false);
        }
    }
}
