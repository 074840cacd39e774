using Burst.Core.Storage;
using Burst.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>The database of one world: the real one, in a folder of its own that goes with the world.</summary>
internal sealed class StateFolder : IDisposable
{
    private const string MemoryBacked = "/dev/shm";

    private readonly string path;

    private StateFolder(string path, IStateStore store) => (this.path, Store) = (path, store);

    public IStateStore Store { get; }

    public static StateFolder Create(StateStoreOptions options, TimeProvider time)
    {
        var parent = Directory.Exists(MemoryBacked) ? MemoryBacked : Path.GetTempPath();
        var path = Path.Combine(parent, Path.GetRandomFileName());
        Directory.CreateDirectory(path);
        // SQLite works on the caller's thread, so nothing is waited for.
        var opening = SqliteStateStore.OpenAsync(path, options, time, NullLogger.Instance, CancellationToken.None);
        return new StateFolder(path, opening.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(path, recursive: true);
    }
}
