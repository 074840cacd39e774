using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using Burst.Emulator.Groups;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Exec;

/// <summary>Runs one session: the command, or the container's output, with the websocket as its terminal.</summary>
internal sealed class ExecRunner(GroupStore store, IGroupRuntime runtime, TimeSpan interval, TimeProvider time)
{
    private const int FrameBytesMax = 16 * 1024;
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    /// <summary>Returns when the command has ended, the container has, or the client is gone; the websocket is closed then.</summary>
    public async Task RunAsync(ExecSession session, WebSocket socket, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (input, output) = (new Pipe(), new Pipe());
        var sending = SendAsync(output.Reader, socket, cancellationToken);
        var receiving = ReceiveAsync(socket, input.Writer, ended, cancellationToken);
        var watching = session.Start is not null && Is(session, ContainerState.Running) ? WatchAsync(session, ended) : Task.CompletedTask;
        try
        {
            if (!Is(session, ContainerState.Running))
                await RefuseAsync(output.Writer.AsStream(leaveOpen: true), $"container \"{session.Container}\" is not running", ended.Token).ConfigureAwait(false);
            else
                await ServeAsync(session, input.Reader.AsStream(), output.Writer.AsStream(leaveOpen: true), ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client hung up or the container ended: there is nobody, or nothing, to go on for.
        }
        finally
        {
            await output.Writer.CompleteAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            await CloseAsync(socket, receiving, cancellationToken).ConfigureAwait(false);
        }
    }

    // The client's answer is waited for, so that it sees an orderly end, but not for ever.
    private async Task CloseAsync(WebSocket socket, Task receiving, CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", cancellationToken).ConfigureAwait(false);
        await receiving.WaitAsync(CloseTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(ExecSession session, Stream input, Stream output, CancellationToken cancellationToken)
    {
        if (session.Start is null)
        {
            // A container that waits for its next start goes on.
            await new LogFollower(runtime, interval, time).CopyAsync(
                session.RuntimeId, session.Container, () => Is(session, ContainerState.Running, ContainerState.Waiting), output, cancellationToken).ConfigureAwait(false);
            return;
        }

        var outcome = await runtime.ExecAsync(session.RuntimeId, session.Start, input, output, cancellationToken).ConfigureAwait(false);
        if (outcome is ExecOutcome.Rejected rejected)
            await RefuseAsync(output, rejected.Reason, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task RefuseAsync(Stream output, string reason, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes($"exec failed: {reason}\r\n"), cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WatchAsync(ExecSession session, CancellationTokenSource ended)
    {
        try
        {
            while (Is(session, ContainerState.Running))
                await Task.Delay(interval, time, ended.Token).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }

    private bool Is(ExecSession session, params ContainerState[] states) =>
        store.Find(session.Group) is { Removed: false, Record: { Phase: GroupPhase.Launched } record } group
        && record.Deployment.RuntimeId == session.RuntimeId
        && group.Status?.Containers.Any(c => c.Name == session.Container && states.Contains(c.State)) == true;

    // Not under the token of the command's end: a receive that is cancelled breaks the websocket, which is still to be closed.
    private static async Task ReceiveAsync(WebSocket socket, PipeWriter input, CancellationTokenSource ended, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[FrameBytesMax];
            while (await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false) is { MessageType: not WebSocketMessageType.Close } frame)
                await input.WriteAsync(buffer.AsMemory(0, frame.Count), ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A client that is cut off has hung up as well.
        }

        await input.CompleteAsync().ConfigureAwait(false);
        await HangUpAsync(ended).ConfigureAwait(false);
    }

    private static async Task HangUpAsync(CancellationTokenSource ended)
    {
        try
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The client took longer to close than it was waited for.
        }
    }

    private static async Task SendAsync(PipeReader output, WebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var read = await output.ReadAsync(cancellationToken).ConfigureAwait(false);
                foreach (var part in read.Buffer)
                    await socket.SendAsync(part, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
                output.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody listens any more; completing the reader keeps the command from waiting for somebody who does.
        }
        finally
        {
            await output.CompleteAsync().ConfigureAwait(false);
        }
    }
}
