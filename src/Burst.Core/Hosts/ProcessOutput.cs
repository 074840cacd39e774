namespace Burst.Core.Hosts;

/// <summary>A piece of what a command has written.</summary>
/// <param name="Count">Bytes.</param>
/// <param name="IsError">On its standard error; never where it has a terminal.</param>
public readonly record struct ProcessOutput(int Count, bool IsError);
