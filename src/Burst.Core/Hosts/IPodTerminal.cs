namespace Burst.Core.Hosts;

/// <summary>The terminal of a command that runs in a container. One reads while one writes; disposing it ends the command.</summary>
public interface IPodTerminal : IAsyncDisposable
{
    /// <summary>What it shows next; 0 when the command has ended, or its container, or the connection.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>What is typed. Without effect when the command has ended.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> typed, CancellationToken cancellationToken);
}
