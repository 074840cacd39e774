using Burst.Storage.Folders;
using Burst.Storage.Reads;
using Burst.Storage.Secrets;
using Microsoft.Data.Sqlite;

namespace Burst.Storage.Backups;

/// <summary>The key for a restored database: the one beside the backup, else the one the folder has.</summary>
internal sealed class RestoredKey(string keyOfBackup, string keyOfFolder)
{
    private readonly string _file = File.Exists(keyOfBackup) ? keyOfBackup : keyOfFolder;

    /// <exception cref="StateBackupException">There are secrets, and no key that opens them.</exception>
    public void Require(SqliteConnection candidate, string source)
    {
        if (!StateReader.HasSecrets(candidate))
            return;
        if (!File.Exists(_file))
        {
            throw new StateBackupException(
                $"{source} holds sealed secrets, and their key is neither at {keyOfBackup} nor at {keyOfFolder}. Put it beside the backup.");
        }

        try
        {
            using var seal = new SecretSeal(SecretKeyFile.LoadOrCreate(_file, isNeeded: true));
            StateReader.RequireKeyFits(candidate, seal);
        }
        catch (StateStoreOpenException refused)
        {
            throw new StateBackupException(refused.Message, refused);
        }
        catch (InvalidDataException error)
        {
            throw new StateBackupException($"{_file} does not open the secrets in {source}: {error.Message}. Put the right key beside the backup.", error);
        }
    }

    /// <returns>Where the folder's old key is kept; null when it stays in use or there was none.</returns>
    public string? Install(string keptSuffix)
    {
        if (_file == keyOfFolder || (File.Exists(keyOfFolder) && File.ReadAllBytes(_file).AsSpan().SequenceEqual(File.ReadAllBytes(keyOfFolder))))
            return null;
        var kept = File.Exists(keyOfFolder) ? keyOfFolder + keptSuffix : null;
        if (kept is not null)
            DurableFile.KeepAs(keyOfFolder, kept);
        SecretKeyFile.Copy(_file, keyOfFolder);
        return kept;
    }
}
