namespace Burst.Control.Applying;

/// <summary>A call under way, and what it holds of its host's slots; without a gate it holds none.</summary>
internal sealed record SentCall(HostGate? Gate, bool IsCreate, bool IsRetry, Task Task);
