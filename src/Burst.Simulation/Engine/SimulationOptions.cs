using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Policies;

namespace Burst.Simulation.Engine;

/// <summary>The cluster and the policy a trace is replayed on.</summary>
public sealed record SimulationOptions
{
    /// <summary>Kubernetes' default, as in the live system.</summary>
    public const int PodsPerVmMax = 110;

    public required VmMix Vms { get; init; }

    public Tier VmTier { get; init; } = Tier.Vm;

    /// <summary>1 or 3 for vm-reserved, else null.</summary>
    public int? ReservedYears { get; init; }

    public string Region { get; init; } = "eastus";

    public BurstMode Policy { get; init; } = BurstMode.Overflow;

    /// <summary>How long a job may wait for a VM before it spills.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(60);

    public ImmutableArray<Tier> Tiers { get; init; } = [Tier.Aci];

    /// <summary>From placement on ACI to the code running; billed.</summary>
    public TimeSpan AciStart { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From placement on a VM node to the code running.</summary>
    public TimeSpan VmStart { get; init; } = TimeSpan.FromSeconds(1);

    public int AciCores { get; init; } = 100;

    public int AciGroups { get; init; } = 100;

    public int CreatesPer5Minutes { get; init; } = 100;

    public int CreatesPerHour { get; init; } = 300;
}
