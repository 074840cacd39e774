namespace Burst.Storage.Backups;

/// <summary>A backup was not made, or not restored: the message says why. Nothing of what was there before has changed.</summary>
public sealed class StateBackupException(string message, Exception? innerException = null) : Exception(message, innerException);
