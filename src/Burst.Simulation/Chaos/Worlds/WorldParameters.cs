using System.Collections.Immutable;
using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Simulation.Chaos.Controllers;
using Burst.Storage;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>
/// The size and the settings of one world, drawn from its seed: what one configuration hides, another shows.
/// </summary>
internal sealed record WorldParameters
{
    private const long MibPerCoreOfQuota = 16 * 1024;
    private const int StepSecondsMax = 10;
    private const int VmSecondsMax = 10;
    private const int AciSecondsMax = 15;

    private static readonly string[] Regions = ["eastus", "westeurope"];

    public required ImmutableArray<Node> VmNodes { get; init; }

    public required ImmutableArray<Node> VirtualNodes { get; init; }

    public required ControllerSettings Controller { get; init; }

    /// <summary>Groups on one page of a list.</summary>
    public required int PageSize { get; init; }

    /// <summary>What the database keeps, and in what form.</summary>
    public StateStoreOptions Store { get; init; } = new();

    /// <summary>What its users are drawn by.</summary>
    public WorldSize Size { get; init; }

    /// <summary>The longest that what serves takes to come up on a machine; 0 for at once.</summary>
    public int StartUpSecondsMax { get; init; }

    public static WorldParameters Draw(ulong seed, WorldSize size) => size == WorldSize.Small ? Small(seed) : Draw(seed);

    public static WorldParameters Draw(ulong seed)
    {
        var random = SeededRandom.For(seed, "world");
        ImmutableArray<Node> vms = [.. Enumerable.Range(1, random.Between(2, 4)).Select(number => Vm(number, random.Chance(300)))];
        ImmutableArray<Node> regions = [.. Regions[..random.Between(1, Regions.Length)].Select(region => Virtual(region, random))];
        var azure = SeededRandom.For(seed, "azure");
        return new WorldParameters
        {
            VmNodes = vms,
            VirtualNodes = regions,
            Controller = DrawController(random, [.. vms, .. regions]) with { GroupExpiry = DrawExpiry(SeededRandom.For(seed, "expiry")) },
            PageSize = azure.Between(3, 30),
            StartUpSecondsMax = SeededRandom.For(seed, "start-ups").Pick<int>([0, 5, 20]),
            Store = DrawStore(SeededRandom.For(seed, "retention")),
        };
    }

    /// <summary>In every other world usage is summed within the history. Single records cover the hour that limits on creates look back.</summary>
    private static StateStoreOptions DrawStore(SeededRandom random) => random.Chance(500)
        ? new StateStoreOptions { UsageRetention = TimeSpan.FromMinutes(random.Between(61, 90)), UsagePeriod = TimeSpan.FromMinutes(random.Between(1, 10)) }
        : new StateStoreOptions();

    /// <summary>In some worlds so short that most groups live to see it moved.</summary>
    private static TimeSpan DrawExpiry(SeededRandom random) =>
        TimeSpan.FromMinutes(random.Chance(500) ? random.Between(15, 75) : random.Between(100, 240));

    /// <summary>As few machines as leave a choice, each as small as they come, so that few workloads spill; asked as seldom as any world's.</summary>
    private static WorldParameters Small(ulong seed)
    {
        var drawn = Draw(seed);
        ImmutableArray<Node> vms = [.. Enumerable.Range(1, 2).Select(number => Vm(number, isLarge: false))];
        ImmutableArray<Node> regions = [Virtual(Regions[0], cores: 16, podsMax: 16, [Tier.Aci, Tier.AciSpot])];
        return drawn with
        {
            VmNodes = vms,
            VirtualNodes = regions,
            Controller = drawn.Controller with
            {
                Nodes = [.. vms, .. regions],
                Planner = drawn.Controller.Planner with { SpendCapPerHour = null },
                Loop = drawn.Controller.Loop with { StepInterval = TimeSpan.FromSeconds(StepSecondsMax) },
                VmInterval = TimeSpan.FromSeconds(VmSecondsMax),
                AciInterval = TimeSpan.FromSeconds(AciSecondsMax),
            },
            Size = WorldSize.Small,
        };
    }

    private static ControllerSettings DrawController(SeededRandom random, ImmutableArray<Node> nodes) => new()
    {
        Nodes = nodes,
        Planner = new PlannerOptions
        {
            SpendCapPerHour = random.Chance(300) ? Money.FromDollars(random.Between(1, 4)) : null,
            ReplacePodsAfter = TimeSpan.FromSeconds(random.Between(60, 300)),
        },
        Loop = new ControlLoopOptions
        {
            StepInterval = TimeSpan.FromSeconds(random.Between(1, StepSecondsMax)),
            CallsPerHostMax = random.Between(2, 16),
            CapacityRetryInterval = TimeSpan.FromSeconds(random.Between(10, 60)),
            HostCallTimeout = TimeSpan.FromSeconds(random.Between(30, 120)),
        },
        VmInterval = TimeSpan.FromSeconds(random.Between(2, VmSecondsMax)),
        AciInterval = TimeSpan.FromSeconds(random.Between(8, AciSecondsMax)),
        DeleteConfirmWait = TimeSpan.FromSeconds(random.Between(2, 6)),
    };

    private static Node Vm(int number, bool isLarge) => new()
    {
        Metadata = new ObjectMeta { Name = $"vm-{number}" },
        NodeKind = NodeKind.Vm,
        Region = Regions[0],
        Size = isLarge ? "D4s_v5" : "D2s_v5",
        Tiers = [Tier.Vm],
        Capacity = isLarge ? new Resources(4000, 16 * 1024) : new Resources(2000, 8 * 1024),
        PodsMax = 110,
        Readiness = NotHeardOf,
    };

    private static Node Virtual(string region, SeededRandom random)
    {
        var cores = random.Between(8, 40);
        ImmutableArray<Tier> tiers = random.Chance(650) ? [Tier.Aci, Tier.AciSpot] : [Tier.Aci];
        return Virtual(region, cores, random.Between(8, 40), tiers);
    }

    private static Node Virtual(string region, int cores, int podsMax, ImmutableArray<Tier> tiers) => new()
    {
        Metadata = new ObjectMeta { Name = $"aci-{region}" },
        NodeKind = NodeKind.Virtual,
        Region = region,
        Tiers = tiers,
        Capacity = new Resources(cores * 1000L, cores * MibPerCoreOfQuota),
        PodsMax = podsMax,
        Readiness = NotHeardOf,
    };

    private static readonly NodeReadiness NotHeardOf = new(null, "Registered", "Not heard of yet.", DateTimeOffset.UnixEpoch);
}
