namespace Burst.Storage.Backups;

/// <summary>What a backup consists of.</summary>
/// <param name="File">The database.</param>
/// <param name="KeyFile">The key that its secrets are sealed with; null when the state has none yet.</param>
/// <param name="Bytes">Size of the database.</param>
/// <param name="ResourceVersion">The last commit in it.</param>
/// <param name="SecretsSealed">How many secrets only the key opens.</param>
public sealed record BackupResult(string File, string? KeyFile, long Bytes, long ResourceVersion, long SecretsSealed);
