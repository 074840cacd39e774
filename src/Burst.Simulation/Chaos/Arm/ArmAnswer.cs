namespace Burst.Simulation.Chaos.Arm;

/// <summary>What Azure Resource Manager answers.</summary>
internal sealed record ArmAnswer(int Status, ReadOnlyMemory<byte> Body, string? RetryAfter = null)
{
    public static readonly ArmAnswer NoContent = new(204, default);
}
