using System.IO.Pipelines;
using System.Net.Sockets;

namespace Burst.Hosts.Docker.Holder;

/// <summary>A connection inside a pod's network. What is not read of it is kept up to <see cref="UnreadBytesMax"/>; more ends it.</summary>
internal sealed class RelayStream : Stream
{
    public const long UnreadBytesMax = 256 * 1024;

    private const int ConnectionRefused = 111;
    private const int TimedOut = 110;
    private const int HostUnreachable = 113;

    private readonly HolderRelay relay;
    private readonly int number;
    private readonly Pipe received = new(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Stream reader;
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long unread;
    private int isDisposed;

    public RelayStream(HolderRelay relay, int number)
    {
        (this.relay, this.number) = (relay, number);
        reader = received.Reader.AsStream();
    }

    /// <exception cref="SocketException">It was not opened.</exception>
    public Task Opened => opened.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref unread, -count);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(buffer.Length, RelayFrame.PayloadBytesMax)..])
            await relay.SendAsync(RelayFrame.Of(RelayFrame.Data, number, buffer.Span[..Math.Min(buffer.Length, RelayFrame.PayloadBytesMax)]), cancellationToken).ConfigureAwait(false);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public void Open() => opened.TrySetResult();

    /// <returns>False when more came than is kept.</returns>
    public async ValueTask<bool> ReceiveAsync(ReadOnlyMemory<byte> data)
    {
        if (Interlocked.Add(ref unread, data.Length) > UnreadBytesMax)
            return false;
        await received.Writer.WriteAsync(data).ConfigureAwait(false);
        return true;
    }

    public void End(int error)
    {
        opened.TrySetException(new SocketException((int)(error switch
        {
            ConnectionRefused => SocketError.ConnectionRefused,
            TimedOut => SocketError.TimedOut,
            HostUnreachable => SocketError.HostUnreachable,
            _ => SocketError.SocketError,
        })));
        received.Writer.Complete(error == 0 ? null : new IOException($"The connection broke (error {error})."));
    }

    public void Break(IOException exception)
    {
        opened.TrySetException(exception);
        received.Writer.Complete(exception);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref isDisposed, 1) == 0)
            relay.CloseSoon(number);
        base.Dispose(disposing);
    }
}
