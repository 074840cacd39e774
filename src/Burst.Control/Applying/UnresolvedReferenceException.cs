namespace Burst.Control.Applying;

/// <summary>A ConfigMap or Secret that a placed pod needs was removed, or cannot be read; the pod is not started without it.</summary>
internal sealed class UnresolvedReferenceException(string message) : Exception(message);
