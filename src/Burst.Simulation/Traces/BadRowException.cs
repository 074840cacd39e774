namespace Burst.Simulation.Traces;

/// <summary>What is wrong with a row and what would be accepted; the reader of the file adds where it is.</summary>
internal sealed class BadRowException(string what, string accepted) : FormatException(what)
{
    public string Accepted { get; } = accepted;
}
