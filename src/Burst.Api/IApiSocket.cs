namespace Burst.Api;

/// <summary>The websocket a request was upgraded to. One reads while one writes.</summary>
public interface IApiSocket
{
    /// <summary>The next message, whole; null when the client has gone or sends more than is accepted.</summary>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Says that no more will be sent; receiving goes on. Without effect when the client has gone.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
