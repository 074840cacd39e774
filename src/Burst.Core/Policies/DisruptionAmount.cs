namespace Burst.Core.Policies;

/// <summary>A number of pods, or a share of all that there should be, in percent (0 to 100).</summary>
public readonly record struct DisruptionAmount(int Value, bool IsPercent)
{
    /// <summary>Rounded up to whole pods, as Kubernetes does for both ends of a budget.</summary>
    public int Of(int pods) => IsPercent ? (int)(((long)pods * Value + 99) / 100) : Value;

    public override string ToString() => IsPercent ? $"{Value}%" : $"{Value}";
}
