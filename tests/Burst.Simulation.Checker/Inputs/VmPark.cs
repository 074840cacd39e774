using Burst.Simulation.Checker.Prices;

namespace Burst.Simulation.Checker.Inputs;

/// <summary>The VM nodes by their number from zero: those of the first size, then those of the next.</summary>
internal sealed record VmPark(IReadOnlyList<(int Nodes, string Size)> Pools)
{
    public int Nodes { get; } = Pools.Sum(pool => pool.Nodes);

    /// <summary>What each node has.</summary>
    public PodSize[] Capacities() => [.. Pools.SelectMany(pool => Enumerable.Repeat(VmSizes.Of(pool.Size), pool.Nodes))];

    public long CpuMillis() => Pools.Sum(pool => pool.Nodes * VmSizes.Of(pool.Size).CpuMillis);

    /// <summary>Pico-dollars an hour of them all.</summary>
    public System.Numerics.BigInteger PicoPerHour(string region, string tier) => Pools.Aggregate(
        System.Numerics.BigInteger.Zero, (sum, pool) => pool.Nodes == 0 ? sum : sum + ((System.Numerics.BigInteger)pool.Nodes * PriceTable.Vm(region, pool.Size, tier)));
}
