namespace Burst.Storage;

/// <summary>The state folder cannot be used as it is. The message says what is wrong, where, and what helps.</summary>
public sealed class StateStoreOpenException(string message, Exception? innerException = null) : Exception(message, innerException);
