using Burst.Core.Hosts;
using Burst.Emulator.Runtime;

namespace Burst.Server.Emulation;

public sealed partial class DockerGroupRuntime
{
    /// <summary>How a command has ended whose end nobody saw, as one that was killed.</summary>
    private const int UnknownExitCode = 137;
    private const int BufferBytes = 16 * 1024;

    private static readonly TimeSpan HangUpTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HangUpPause = TimeSpan.FromMilliseconds(200);

    /// <summary>What is typed at a terminal to end a program, and then the shell that it was started from, once that has the terminal again.</summary>
    private static readonly byte[][] HangUp = [[0x03], [0x04]];

    public async Task<ExecOutcome> ExecAsync(string runtimeId, ExecStart exec, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var streams = new ProcessStreams(TakesInput: true, new TerminalSize(exec.Rows, exec.Columns));
        var outcome = await host.ExecAsync(GroupTranslation.UidOf(runtimeId), exec.Container, [exec.Command], streams, cancellationToken).ConfigureAwait(false);
        if (outcome is not PodProcessOutcome.Started { Process: var process })
            return new ExecOutcome.Rejected(((PodProcessOutcome.Refused)outcome).Reason);
        await using (process.ConfigureAwait(false))
            return await ServeAsync(process, input, output, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExecOutcome> ServeAsync(IPodProcess process, Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typing = TypeAsync(process, input, ended.Token);
        try
        {
            await ShowAsync(process, output, cancellationToken).ConfigureAwait(false);
            return new ExecOutcome.Ended(await process.FindExitCodeAsync(cancellationToken).ConfigureAwait(false) ?? UnknownExitCode);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await typing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                await HangUpAsync(process).ConfigureAwait(false);
        }
    }

    private static async Task ShowAsync(IPodProcess process, Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await process.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is { Count: > 0 } shown)
        {
            await output.WriteAsync(buffer.AsMemory(0, shown.Count), cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task TypeAsync(IPodProcess process, Stream input, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            await process.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        await process.EndInputAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An engine ends no command whose client is gone.</summary>
    private async Task HangUpAsync(IPodProcess process)
    {
        using var limit = new CancellationTokenSource(HangUpTime, time);
        try
        {
            do
            {
                foreach (var key in HangUp)
                {
                    await process.WriteAsync(key, limit.Token).ConfigureAwait(false);
                    await Task.Delay(HangUpPause, time, limit.Token).ConfigureAwait(false);
                }
            }
            while (await process.FindExitCodeAsync(limit.Token).ConfigureAwait(false) is null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // It heeds neither; it ends with its container.
        }
    }
}
