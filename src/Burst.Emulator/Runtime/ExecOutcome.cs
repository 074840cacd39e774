namespace Burst.Emulator.Runtime;

/// <summary>What became of a command inside a container.</summary>
public abstract record ExecOutcome
{
    private ExecOutcome()
    {
    }

    /// <summary>It ran, and ended with <paramref name="ExitCode"/>, 128 + n for signal n.</summary>
    public sealed record Ended(int ExitCode) : ExecOutcome;

    /// <summary>It could not be run; <paramref name="Reason"/> is shown on the terminal.</summary>
    public sealed record Rejected(string Reason) : ExecOutcome;
}
