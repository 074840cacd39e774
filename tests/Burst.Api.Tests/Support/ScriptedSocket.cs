using System.Text;

namespace Burst.Api.Tests.Support;

/// <summary>A client that sends its messages one after the other, and goes when they are sent if it does not wait to be told.</summary>
internal sealed class ScriptedSocket(bool waits, params byte[][] messages) : IApiSocket
{
    private readonly Queue<byte[]> left = new(messages);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Channel and text of each message it was sent.</summary>
    public List<(byte Channel, string Text)> Received { get; } = [];

    public bool IsClosed => closed.Task.IsCompleted;

    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (left.TryDequeue(out var message))
            return message;
        if (waits)
            await closed.Task.WaitAsync(cancellationToken);
        return null;
    }

    public Task CloseAsync(CancellationToken cancellationToken)
    {
        closed.TrySetResult();
        return Task.CompletedTask;
    }

    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Received.Add((message.Span[0], Encoding.UTF8.GetString(message.Span[1..])));
        return Task.CompletedTask;
    }
}
