namespace Burst.Api;

/// <summary>The answer to a request for a websocket: which of the offered protocols is spoken on it, and by whom. Run or dropped, once.</summary>
public sealed class ApiUpgrade(string protocol, Func<IApiSocket, CancellationToken, Task> serve, Func<ValueTask> drop)
{
    public string Protocol => protocol;

    /// <summary>Returns when the conversation has ended and the websocket is closed.</summary>
    public Task ServeAsync(IApiSocket socket, CancellationToken cancellationToken) => serve(socket, cancellationToken);

    /// <summary>The websocket has not come about.</summary>
    public ValueTask DropAsync() => drop();
}
