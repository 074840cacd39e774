namespace Burst.Core.Storage;

/// <summary>Another controller has taken the lease; this one must stop at once.</summary>
public sealed class FencedException(string message) : Exception(message);
