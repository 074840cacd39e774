namespace Burst.Emulator;

/// <summary>The emulator cannot start; the message says what is wrong, where, and what would be accepted.</summary>
public sealed class EmulatorStartException : Exception
{
    public EmulatorStartException(string message)
        : base(message)
    {
    }

    public EmulatorStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
