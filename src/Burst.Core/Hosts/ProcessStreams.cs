namespace Burst.Core.Hosts;

/// <summary>What of a command is wanted.</summary>
/// <param name="TakesInput">Something is sent to its input; it is empty otherwise.</param>
/// <param name="Terminal">Null for no terminal: output and errors come apart then. With one they are mixed.</param>
public readonly record struct ProcessStreams(bool TakesInput, TerminalSize? Terminal);
