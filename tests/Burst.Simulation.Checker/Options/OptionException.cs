namespace Burst.Simulation.Checker.Options;

/// <summary>The command line cannot be understood.</summary>
internal sealed class OptionException(string message) : Exception(message);
