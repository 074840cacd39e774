namespace Burst.Control.Loop;

/// <summary>More work waits than the loop accepts; try again in a moment.</summary>
public sealed class LoopBusyException() : Exception("The control plane has too much work waiting; try again in a moment.");
