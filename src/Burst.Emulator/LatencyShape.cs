namespace Burst.Emulator;

/// <summary>How durations are spread between their bounds.</summary>
public enum LatencyShape
{
    /// <summary>Each as likely as any other.</summary>
    Uniform,

    /// <summary>Most near the minimum and a few very long ones: a Pareto distribution of shape 2, cut off at the maximum.</summary>
    HeavyTail,
}
