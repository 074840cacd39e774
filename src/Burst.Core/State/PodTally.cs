namespace Burst.Core.State;

/// <summary>A number of pods, or a difference of two.</summary>
/// <param name="Pods">All that are there.</param>
/// <param name="Staying">Without those that are being ended.</param>
public readonly record struct PodTally(int Pods, int Staying)
{
    public static PodTally operator +(PodTally left, PodTally right) => new(left.Pods + right.Pods, left.Staying + right.Staying);

    public static PodTally operator -(PodTally tally) => new(-tally.Pods, -tally.Staying);
}
