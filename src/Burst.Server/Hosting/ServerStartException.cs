namespace Burst.Server.Hosting;

/// <summary>The server cannot start; the message says what, where and what would help.</summary>
public sealed class ServerStartException(string message, Exception? innerException = null) : Exception(message, innerException);
