namespace Burst.Simulation.Checker.Inputs;

/// <summary>An input cannot be read: what, where, and what would be accepted.</summary>
internal sealed class InputException(string message) : Exception(message)
{
    public static InputException At(string file, long line, string what, string accepted) =>
        new($"{file}:{line}: {what}; accepted: {accepted}");
}
