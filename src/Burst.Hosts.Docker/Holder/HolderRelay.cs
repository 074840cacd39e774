using System.Buffers.Binary;
using System.Net;
using System.Threading.Channels;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Holder;

/// <summary>
/// Connections inside a pod's network, over one command in its holder that goes on for as long as they are wanted: the network cannot be
/// reached from here, and a command for each connection would cost the engine more than most pods do.
/// </summary>
internal sealed class HolderRelay : IAsyncDisposable
{
    private const int SendQueueCapacity = 4 * RelayFrame.ConnectionsMax;

    private readonly Stream process;
    private readonly RelayStream?[] connections = new RelayStream?[RelayFrame.ConnectionsMax];
    private readonly Channel<byte[]> sending = Channel.CreateBounded<byte[]>(SendQueueCapacity);
    private readonly Task work;
    private volatile IOException? broken;

    private HolderRelay(Stream process, PayloadReader reader)
    {
        this.process = process;
        work = Task.WhenAll(ReceiveAllAsync(reader), SendAllAsync());
    }

    /// <summary>The engine, or the network to it, or the holder is gone: what fails says nothing of the pod.</summary>
    public bool IsBroken => broken is not null;

    /// <summary>Whose numbers are not free yet.</summary>
    public int OpenConnections
    {
        get
        {
            lock (connections)
                return connections.Count(stream => stream is not null);
        }
    }

    /// <param name="process">Of a holder that was started to relay; from now on the relay's.</param>
    /// <exception cref="IOException">It is not, or ended.</exception>
    public static async Task<HolderRelay> OpenAsync(Stream process, CancellationToken cancellationToken)
    {
        var reader = new PayloadReader(process);
        try
        {
            var header = new byte[RelayFrame.HeaderBytes];
            await reader.ReadAsync(header, cancellationToken).ConfigureAwait(false);
            return header[0] == RelayFrame.Hello ? new HolderRelay(process, reader) : throw new IOException("The pod's holder does not relay.");
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <exception cref="System.Net.Sockets.SocketException">Nobody accepts it.</exception>
    /// <exception cref="IOException">The relay is broken, or all of its connections are in use.</exception>
    public async ValueTask<Stream> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var where = new byte[6];
        address.GetAddressBytes().CopyTo(where, 0);
        BinaryPrimitives.WriteUInt16BigEndian(where.AsSpan(4), (ushort)port);
        var (stream, number) = Reserve();
        try
        {
            await SendAsync(RelayFrame.Of(RelayFrame.Open, number, where), cancellationToken).ConfigureAwait(false);
            await stream.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        try
        {
            await sending.Writer.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw broken ?? new IOException("The relay is closed.");
        }
    }

    /// <summary>Where not even that can be said, the relay is of no more use.</summary>
    public void CloseSoon(int number)
    {
        if (!sending.Writer.TryWrite(RelayFrame.Of(RelayFrame.Close, number, [])))
            Break(new IOException("The holder takes nothing any more."));
    }

    public async ValueTask DisposeAsync()
    {
        Break(new IOException("The relay was closed."));
        await process.DisposeAsync().ConfigureAwait(false);
        await work.ConfigureAwait(false);
    }

    private (RelayStream Stream, int Number) Reserve()
    {
        lock (connections)
        {
            if (broken is { } exception)
                throw exception;
            var number = Array.IndexOf(connections, null);
            if (number < 0)
                throw new IOException($"All {RelayFrame.ConnectionsMax} connections into the pod are in use.");
            return (connections[number] = new RelayStream(this, number), number);
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var frame in sending.Reader.ReadAllAsync().ConfigureAwait(false))
                await process.WriteAsync(frame).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Break(new IOException($"The connection to the pod's holder broke: {exception.Message}", exception));
        }
    }

    private async Task ReceiveAllAsync(PayloadReader reader)
    {
        await Task.Yield();
        var frame = new byte[RelayFrame.HeaderBytes + RelayFrame.PayloadBytesMax];
        try
        {
            while (true)
            {
                await reader.ReadAsync(frame.AsMemory(0, RelayFrame.HeaderBytes), CancellationToken.None).ConfigureAwait(false);
                var length = BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(2));
                if (frame[1] >= RelayFrame.ConnectionsMax || length > RelayFrame.PayloadBytesMax)
                    throw new InvalidDataException("it says what is no frame");
                await reader.ReadAsync(frame.AsMemory(RelayFrame.HeaderBytes, length), CancellationToken.None).ConfigureAwait(false);
                await TakeAsync(frame[0], frame[1], frame.AsMemory(RelayFrame.HeaderBytes, length)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException)
        {
            Break(new IOException($"The connection to the pod's holder broke: {exception.Message}", exception));
        }
    }

    private async ValueTask TakeAsync(byte kind, int number, ReadOnlyMemory<byte> payload)
    {
        var stream = connections[number] ?? throw new InvalidDataException("it speaks of a connection that there is not");
        if (kind == RelayFrame.Open)
        {
            stream.Open();
        }
        else if (kind == RelayFrame.Data)
        {
            if (!await stream.ReceiveAsync(payload).ConfigureAwait(false))
                await stream.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            lock (connections)
                connections[number] = null;
            stream.End(payload.Length == sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(payload.Span) : 0);
        }
    }

    private void Break(IOException exception)
    {
        RelayStream?[] open;
        lock (connections)
        {
            if (broken is not null)
                return;
            broken = exception;
            open = [.. connections];
            Array.Clear(connections);
        }

        sending.Writer.TryComplete();
        foreach (var stream in open)
            stream?.Break(exception);
    }

    /// <summary>What the holder writes, without the engine's frames.</summary>
    private sealed class PayloadReader(Stream process)
    {
        private readonly EngineFrames frames = new(process);

        /// <exception cref="IOException">It ended before.</exception>
        public async ValueTask ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            while (!buffer.IsEmpty)
            {
                var count = await frames.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    throw new IOException("the holder's command has ended");
                if (frames.StreamNumber != EngineFrames.StandardOutput)
                    throw new IOException("the holder has no such command");
                buffer = buffer[count..];
            }
        }
    }
}
