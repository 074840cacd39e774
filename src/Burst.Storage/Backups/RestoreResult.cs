namespace Burst.Storage.Backups;

/// <summary>What a restore has done.</summary>
/// <param name="ResourceVersion">The last commit of the state that is there now.</param>
/// <param name="FencingToken">Of the restore; the next controller gets a greater one.</param>
/// <param name="KeptDatabase">Where the database that was there before is now; null when there was none.</param>
/// <param name="KeptKey">Where the key that was there before is now; null when it was not replaced.</param>
public sealed record RestoreResult(long ResourceVersion, long FencingToken, string? KeptDatabase, string? KeptKey);
