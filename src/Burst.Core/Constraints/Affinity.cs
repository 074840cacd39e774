namespace Burst.Core.Constraints;

/// <summary>What a pod wants of the nodes it may be placed on; null in what it does not ask for.</summary>
public sealed record Affinity
{
    public NodeAffinity? NodeAffinity { get; init; }
}
