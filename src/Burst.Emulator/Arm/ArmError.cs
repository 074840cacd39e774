namespace Burst.Emulator.Arm;

/// <summary>A refusal in ARM's shape.</summary>
internal sealed record ArmError(int Status, string Code, string Message)
{
    /// <summary>Seconds a client is told to wait.</summary>
    public int? RetryAfterSeconds { get; init; }
}
