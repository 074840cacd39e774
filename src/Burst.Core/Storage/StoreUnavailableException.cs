namespace Burst.Core.Storage;

/// <summary>The store could not write; nothing of the commit is there.</summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
