using Burst.Core.Ledger;
using Burst.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Traces;

/// <summary>Reads the ledger in the state folder of `burst up`, from a copy: the folder may be in use, and nothing in it changes.</summary>
public static class LedgerFolder
{
    private static readonly string[] Files = ["burst.db", "burst.db-wal", "secret.key"];

    /// <exception cref="StateStoreOpenException">The folder holds no state, or one that cannot be read.</exception>
    /// <exception cref="IOException">The folder cannot be copied.</exception>
    public static async Task<UsageLedger> ReadAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder, Files[0])))
            throw new StateStoreOpenException($"'{folder}' is not a state folder: it has no {Files[0]}.");
        var copy = Directory.CreateTempSubdirectory("burst-ledger");
        try
        {
            foreach (var file in Files.Where(file => File.Exists(Path.Combine(folder, file))))
                File.Copy(Path.Combine(folder, file), Path.Combine(copy.FullName, file));
            var store = await SqliteStateStore.OpenAsync(copy.FullName, new StateStoreOptions(), time, NullLogger.Instance, cancellationToken).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
            {
                return await store.ReadLedgerAsync(DateTimeOffset.UnixEpoch, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
