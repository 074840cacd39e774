using System.Collections.Immutable;
using System.Globalization;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;

namespace Burst.Simulation.Engine;

/// <summary>The nodes and the policy of a run, as objects of the state that the planner knows.</summary>
internal static class SimulatedCluster
{
    public const string Namespace = "default";
    public const string PolicyName = "simulated";
    public const string VirtualNode = "aci";

    private const long MibPerCoreOfQuota = 16 * 1024;

    /// <exception cref="ArgumentException">A size is unknown or a tier has no price here; the message says which.</exception>
    public static ClusterState Create(SimulationOptions options, IPriceCatalog prices)
    {
        var vms = new PricedVms(options, prices);
        Check(options, vms, prices);
        var objects = new List<ClusterObject> { Policy(options), Virtual(options) };
        foreach (var pool in vms.Pools)
        {
            for (var i = 0; i < pool.Pool.Nodes; i++)
                objects.Add(Vm(NameOf(objects.Count - 1, options.Vms.Nodes), options, pool));
        }

        var state = ClusterState.Load(new StoredState(0, objects, [], ImmutableSortedDictionary<string, string>.Empty));
        state.ClearChanged();
        return state;
    }

    /// <summary>All as wide as the last, two digits at least: by name is by number.</summary>
    private static string NameOf(int number, int nodes)
    {
        var width = Math.Max(2, nodes.ToString(CultureInfo.InvariantCulture).Length);
        return $"vm-{number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0')}";
    }

    private static void Check(SimulationOptions options, PricedVms vms, IPriceCatalog prices)
    {
        if (options.Vms.Nodes is < 0 or > VmMix.NodesMax)
            throw new ArgumentException($"{options.Vms.Nodes} VM nodes; 0 to {VmMix.NodesMax} are accepted");
        if (vms.Pools.FirstOrDefault(pool => pool is { Pool.Nodes: > 0, Rates: null }) is { } unpriced)
            throw new ArgumentException(unpriced.Refusal);
        if (options.Policy == BurstMode.Never)
            return;
        foreach (var tier in options.Tiers)
        {
            if (prices.QuoteGroup(options.Region, tier) is { Rates: null } group)
                throw new ArgumentException(group.Refusal);
        }
    }

    private static BurstPolicy Policy(SimulationOptions options) => new()
    {
        Metadata = new ObjectMeta { Name = PolicyName, Namespace = Namespace },
        Mode = options.Policy,
        After = options.After,
        Tiers = options.Tiers,
    };

    private static Node Vm(string name, SimulationOptions options, PricedPool pool) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        NodeKind = NodeKind.Vm,
        Region = options.Region,
        Size = pool.Pool.Size,
        Tiers = [options.VmTier],
        ReservedYears = options.ReservedYears,
        Capacity = pool.Capacity,
        PodsMax = SimulationOptions.PodsPerVmMax,
        Readiness = Ready,
    };

    private static Node Virtual(SimulationOptions options) => new()
    {
        Metadata = new ObjectMeta { Name = VirtualNode },
        NodeKind = NodeKind.Virtual,
        Region = options.Region,
        Tiers = options.Tiers,
        Capacity = new Resources(options.AciCores * 1000L, options.AciCores * MibPerCoreOfQuota),
        PodsMax = options.AciGroups,
        Readiness = Ready,
    };

    private static readonly NodeReadiness Ready = new(true, "Simulated", "ok", DateTimeOffset.UnixEpoch);
}
