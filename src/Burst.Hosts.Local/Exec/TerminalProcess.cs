using Burst.Hosts.Local.Native;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local.Exec;

/// <summary>A process on a terminal that is driven by two streams.</summary>
internal sealed class TerminalProcess(TimeProvider timeProvider)
{
    private const int BufferBytes = 16 * 1024;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan HangUpTime = TimeSpan.FromSeconds(2);

    /// <returns>How it ended, or (negative) the errno that kept it from starting.</returns>
    public async Task<int> RunAsync(SpawnRequest request, int rows, int columns, Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var terminal = OsTerminal.Open(rows, columns);
        var pid = Spawner.Start(request with { Terminal = terminal.Path, NewSession = true });
        if (pid <= 0)
            return pid;
        var exit = ChildReaper.Watch(pid);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typing = TypeAsync(terminal, input, ended.Token);
        try
        {
            await ShowAsync(terminal, exit, output, cancellationToken).ConfigureAwait(false);
            return await exit.WaitAsync(cancellationToken).ConfigureAwait(false) is { } known ? known.Code : 0;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await typing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await EndAsync(pid, exit).ConfigureAwait(false);
        }
    }

    // What it left running in the background may hold the terminal; the command has ended all the same.
    private async Task ShowAsync(OsTerminal terminal, Task exit, Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (true)
        {
            // Asked before the read: what it wrote before its end is all there by then.
            var hasEnded = exit.IsCompleted;
            if (terminal.Read(buffer) is not { } count)
                return;
            if (count > 0)
            {
                await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (hasEnded)
            {
                return;
            }
            else
            {
                await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task TypeAsync(OsTerminal terminal, Stream input, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            for (var sent = 0; sent < count;)
            {
                if (terminal.Write(buffer.AsSpan(sent, count - sent)) is not { } written)
                    return;
                sent += written;
                if (written == 0)
                    await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task EndAsync(int pid, Task exit)
    {
        if (exit.IsCompleted)
            return;
        _ = Libc.Kill(-pid, LinuxConstants.SigHup);
        try
        {
            await exit.WaitAsync(HangUpTime, timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _ = Libc.Kill(-pid, LinuxConstants.SigKill);
        }
    }
}
