namespace Burst.Simulation.Traces;

/// <summary>A row that cannot be used: the line, what is wrong with it, and what would be accepted.</summary>
public sealed class TraceRowException(string file, long line, string what, string accepted)
    : FormatException($"{file}, line {line}: {what}; {accepted}.")
{
    public long Line { get; } = line;
}
