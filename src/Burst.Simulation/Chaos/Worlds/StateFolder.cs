using Burst.Core.Storage;
using Burst.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>The database of one world: the real one, in a folder of its own that goes with the world.</summary>
internal sealed class StateFolder : IAsyncDisposable
{
    private const string MemoryBacked = "/dev/shm";

    private readonly string path;

    private StateFolder(string path, IStateStore store) => (this.path, Store) = (path, store);

    public IStateStore Store { get; }

    public static async Task<StateFolder> CreateAsync(TimeProvider time)
    {
        var parent = Directory.Exists(MemoryBacked) ? MemoryBacked : Path.GetTempPath();
        var path = Path.Combine(parent, Path.GetRandomFileName());
        Directory.CreateDirectory(path);
        var store = await SqliteStateStore.OpenAsync(path, new StateStoreOptions(), time, NullLogger.Instance, CancellationToken.None).ConfigureAwait(false);
        return new StateFolder(path, store);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(path, recursive: true);
    }
}
