using Burst.Storage.Commits;
using Burst.Storage.Folders;
using Burst.Storage.Reads;
using Burst.Storage.Secrets;
using Burst.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Burst.Storage;

public sealed partial class SqliteStateStore
{
    /// <summary>
    /// Opens the state in a folder, making both when they are not there, and bringing an older state up to date. The folder is
    /// locked until the store is disposed of.
    /// </summary>
    /// <exception cref="StateStoreOpenException">
    /// The folder is in use or cannot be written, the database is damaged or newer than this program, or the secret key is
    /// missing, exposed or another one.
    /// </exception>
    public static Task<SqliteStateStore> OpenAsync(
        string folder, StateStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Validate() is { Count: > 0 } errors)
            throw new StateStoreOpenException($"The store's options cannot be used: {string.Join(" ", errors)}");
        var stateFolder = StateFolder.Prepare(folder);
        var folderLock = FolderLock.Acquire(stateFolder);
        try
        {
            return Task.FromResult(Open(stateFolder, folderLock, options, time, logger));
        }
        catch (SqliteException error)
        {
            folderLock.Dispose();
            throw new StateStoreOpenException(
                $"{stateFolder.DatabaseFile} cannot be opened: {SqliteFailure.Describe(error)}.{SqliteFailure.Advice(error, stateFolder)}", error);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    private static SqliteStateStore Open(
        StateFolder folder, FolderLock folderLock, StateStoreOptions options, TimeProvider time, ILogger logger)
    {
        // SQLite gives its other files the mode of this one, and takes an empty file for a new database.
        if (!File.Exists(folder.DatabaseFile))
            PrivateFile.Open(folder.DatabaseFile, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
        var connections = new Connections(folder.DatabaseFile, options.BusyTimeout);
        var writer = connections.Open();
        SecretSeal? seal = null;
        try
        {
            Migrations.RequireKnown(writer, folder.DatabaseFile, Schema.Steps.Length);
            new IntegrityCheck(folder, time, logger).Require(writer);
            // The key comes before the first write: when SQLite flushes the folder's entries for its log, the key's is among them.
            seal = OpenSeal(writer, folder);
            RequireWriteAheadLog(writer, folder.DatabaseFile);
            var version = Migrations.Apply(writer, Schema.Steps);
            LogOpened(logger, folder.DatabaseFile, version, Schema.Steps.Length);
            var session = new WriteSession(writer, seal, options);
            return new SqliteStateStore(folderLock, new LiveDatabase(folder, connections, session, Renewed, logger), seal, time, logger);

            WriteSession Renewed(SqliteConnection connection) => new(connection, seal, options);
        }
        catch
        {
            seal?.Dispose();
            writer.Dispose();
            throw;
        }
    }

    private static void RequireWriteAheadLog(SqliteConnection connection, string databaseFile)
    {
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode=WAL");
        if (mode != "wal")
        {
            throw new StateStoreOpenException(
                $"{databaseFile} is on a file system without shared memory (journal mode {mode}); put the state on a local disk.");
        }
    }

    private static SecretSeal OpenSeal(SqliteConnection connection, StateFolder folder)
    {
        var seal = new SecretSeal(SecretKeyFile.LoadOrCreate(folder.KeyFile, StateReader.HasSecrets(connection)));
        try
        {
            if (StateReader.HasSecrets(connection))
                StateReader.RequireKeyFits(connection, seal);
            return seal;
        }
        catch (InvalidDataException error)
        {
            seal.Dispose();
            throw new StateStoreOpenException(
                $"{folder.KeyFile} does not open the secrets in {folder.DatabaseFile}: {error.Message}. Put the right key file back.",
                error);
        }
    }
}
