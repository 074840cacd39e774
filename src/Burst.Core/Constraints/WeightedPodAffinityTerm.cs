namespace Burst.Core.Constraints;

/// <summary>Pods that are rather near, or far, than not.</summary>
/// <param name="Weight">1 to 100.</param>
/// <param name="Term">Which pods.</param>
public sealed record WeightedPodAffinityTerm(int Weight, PodAffinityTerm Term);
