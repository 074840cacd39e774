namespace Burst.Hosts.Docker.Engine;

/// <summary>
/// Lets containers that have a network of their own go one after the other. An engine that takes two of them off its networks at the same time may take two of
/// its locks in opposite order (20.10: a network's and its controller's); from then on it starts and removes nothing any more, until somebody kills it.
/// </summary>
internal sealed class NetworkTurn : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <param name="removal">Returns when the container has left its network.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> removal, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await removal().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> removal, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            await removal().ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public void Dispose() => turn.Dispose();
}
