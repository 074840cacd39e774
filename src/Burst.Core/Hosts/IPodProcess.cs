namespace Burst.Core.Hosts;

/// <summary>A command that runs in a container, or the container's own. One reads while one writes; disposing it leaves it.</summary>
public interface IPodProcess : IAsyncDisposable
{
    /// <summary>What it writes next; a count of 0 when it has ended, or its container, or the connection.</summary>
    ValueTask<ProcessOutput> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>To its input. Without effect when it has ended.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Its input has ended; without effect when it has ended itself.</summary>
    ValueTask EndInputAsync(CancellationToken cancellationToken);

    /// <summary>Without effect where it has no terminal, or has ended.</summary>
    ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken);

    /// <summary>Once nothing more is read. Null when it goes on, or cannot be known any more.</summary>
    ValueTask<int?> FindExitCodeAsync(CancellationToken cancellationToken);
}
