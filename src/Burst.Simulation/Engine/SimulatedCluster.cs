using System.Collections.Immutable;
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
        Check(options, prices);
        var objects = new List<ClusterObject> { Policy(options), Virtual(options) };
        var capacity = prices.FindVmSize(options.VmSize) ?? Resources.Zero;
        var width = Math.Max(2, options.VmNodes.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        for (var i = 1; i <= options.VmNodes; i++)
            objects.Add(Vm($"vm-{i.ToString($"D{width}", System.Globalization.CultureInfo.InvariantCulture)}", options, capacity));
        var state = ClusterState.Load(new StoredState(0, objects, [], ImmutableSortedDictionary<string, string>.Empty));
        state.ClearChanged();
        return state;
    }

    private static void Check(SimulationOptions options, IPriceCatalog prices)
    {
        if (options.VmNodes is < 0 or > SimulationOptions.VmNodesMax)
            throw new ArgumentException($"{options.VmNodes} VM nodes; 0 to {SimulationOptions.VmNodesMax} are accepted");
        if (options.VmNodes > 0 && prices.QuoteVm(options.Region, options.VmSize, options.VmTier, options.ReservedYears) is { Rates: null } vm)
            throw new ArgumentException(vm.Refusal);
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

    private static Node Vm(string name, SimulationOptions options, Resources capacity) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        NodeKind = NodeKind.Vm,
        Region = options.Region,
        Size = options.VmSize,
        Tiers = [options.VmTier],
        ReservedYears = options.ReservedYears,
        Capacity = capacity,
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
