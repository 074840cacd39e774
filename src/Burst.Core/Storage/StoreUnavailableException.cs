namespace Burst.Core.Storage;

/// <summary>The store did not confirm a commit: nothing of it is there, unless the answer alone was lost.</summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
