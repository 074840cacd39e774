namespace Burst.Simulation.Chaos.Arm;

/// <summary>What Azure Resource Manager answers.</summary>
internal sealed record ArmAnswer(int Status, ReadOnlyMemory<byte> Body, string? RetryAfter = null)
{
    /// <summary>Where the operation can be asked for.</summary>
    public string? Operation { get; init; }

    public static readonly ArmAnswer NoContent = new(204, default);
}
