namespace Burst.Simulation.Checker.Inputs;

/// <summary>The VM node by its number from zero, or a container group; with the index of the tier in <see cref="TierNames"/>.</summary>
internal readonly record struct PodPlace(int VmNode, int Tier)
{
    /// <summary>In a container group.</summary>
    public const int Group = -1;

    /// <summary>On a node nobody declared.</summary>
    public const int Unknown = -2;

    public bool IsVm => VmNode >= 0;

    public bool IsGroup => VmNode == Group;
}
