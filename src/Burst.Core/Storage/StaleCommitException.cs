namespace Burst.Core.Storage;

/// <summary>
/// The store is not at the version the commit rests on, so nothing of it was written: an earlier commit, whose answer was lost, is
/// there. Load the state again.
/// </summary>
public sealed class StaleCommitException(long expected, long actual)
    : Exception($"The commit rests on version {expected} of the state and the store is at version {actual}.")
{
    public static void ThrowIfStale(long? expected, long actual)
    {
        if (expected is { } version && version != actual)
            throw new StaleCommitException(version, actual);
    }
}
