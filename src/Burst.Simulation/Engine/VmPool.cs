namespace Burst.Simulation.Engine;

/// <summary>VM nodes of one size.</summary>
/// <param name="Nodes">0 to <see cref="VmMix.NodesMax"/>.</param>
/// <param name="Size">As the price book spells it, such as D32s_v5.</param>
public sealed record VmPool(int Nodes, string Size)
{
    public override string ToString() => $"{Nodes} x {Size}";
}
