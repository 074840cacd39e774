using System.Collections.Immutable;
using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Simulation.Chaos.Controllers;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Worlds;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>
/// A small world and what happens in it: two machines and one region; a service and a burst of jobs that fill the machines and
/// spill, and a service on container groups; one machine is cut off and comes back with strays, one loses its power for a moment.
/// </summary>
internal static class CrashScenario
{
    public const ulong Seed = 5;

    private const string Region = "eastus";

    private static readonly NodeReadiness NotHeardOf = new(null, "Registered", "Not heard of yet.", DateTimeOffset.UnixEpoch);

    private static readonly PolicyIntent Overflow = new("overflow", BurstMode.Overflow, TimeSpan.Zero, [Tier.Aci]);
    private static readonly PolicyIntent Always = new("always", BurstMode.Always, TimeSpan.Zero, [Tier.Aci]);

    public static ImmutableArray<PolicyIntent> Policies { get; } = [Overflow, Always];

    /// <summary>When machines are lost; the first for long enough that its pods are replaced.</summary>
    public static ImmutableArray<Fault> Losses { get; } =
    [
        new(1, FaultKind.VmCutOff, TimeSpan.FromSeconds(75), TimeSpan.FromSeconds(125), 1000),
        new(2, FaultKind.VmPowerLost, TimeSpan.FromSeconds(215), TimeSpan.FromSeconds(15), 1000),
    ];

    /// <summary>Little happens here at a time, so little time explains what is not as it should be.</summary>
    public static JudgeLimits Limits { get; } = new()
    {
        Settle = TimeSpan.FromSeconds(5),
        MachineMissedFor = TimeSpan.FromSeconds(30),
        GivenUpWithin = TimeSpan.FromSeconds(30),
        OldPriceFor = TimeSpan.FromSeconds(30),
        DoubleGoneWithin = TimeSpan.FromMinutes(1),
        SeesWithin = TimeSpan.FromSeconds(45),
        Stalled = TimeSpan.FromMinutes(5),
    };

    public static WorldParameters Parameters()
    {
        ImmutableArray<Node> vms = [Vm("vm-1"), Vm("vm-2")];
        ImmutableArray<Node> regions = [VirtualNode()];
        return new WorldParameters { VmNodes = vms, VirtualNodes = regions, PageSize = 30, Controller = Controller([.. vms, .. regions]) };
    }

    /// <summary>New ones for each history: a workload knows what became of it.</summary>
    public static ImmutableArray<(Workload Workload, WorkloadIntent Intent)> Workloads() =>
    [
        (new Workload { Name = "svc1", Kind = WorkloadKind.Service, Requests = new Resources(500, 512), Policy = Overflow, UsesSecret = true }, new(2, 1)),
        (new Workload { Name = "svc2", Kind = WorkloadKind.Service, Requests = new Resources(1000, 1024), Policy = Always }, new(1, 1)),
        // The long one is at work on the machine that is lost; the burst is done by then.
        (Job("job3", 1, TimeSpan.FromSeconds(90)), new(1, 1)),
        (Job("job4", 6, TimeSpan.FromSeconds(30)), new(6, 1)),
    ];

    private static Workload Job(string name, int completions, TimeSpan works) => new()
    {
        Name = name,
        Kind = WorkloadKind.Job,
        Requests = new Resources(1000, 1024),
        Policy = Overflow,
        Completions = completions,
        BackoffLimit = 20,
        Works = works,
    };

    private static ControllerSettings Controller(ImmutableArray<Node> nodes) => new()
    {
        Nodes = nodes,
        Planner = new PlannerOptions { ReplacePodsAfter = TimeSpan.FromSeconds(60) },
        Loop = new ControlLoopOptions { StepInterval = TimeSpan.FromSeconds(5), HostCallTimeout = TimeSpan.FromSeconds(20) },
        VmInterval = TimeSpan.FromSeconds(10),
        AciInterval = TimeSpan.FromSeconds(15),
        DeleteConfirmWait = TimeSpan.FromSeconds(3),
        AnswerTimeout = TimeSpan.FromSeconds(5),
        // The shortest there may be, so that a group lives long enough for its expiry to be moved.
        GroupExpiry = TimeSpan.FromMinutes(5),
    };

    private static Node Vm(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        NodeKind = NodeKind.Vm,
        Region = Region,
        Size = "D2s_v5",
        Tiers = [Tier.Vm],
        Capacity = new Resources(2000, 8 * 1024),
        PodsMax = 110,
        Readiness = NotHeardOf,
    };

    private static Node VirtualNode() => new()
    {
        Metadata = new ObjectMeta { Name = $"aci-{Region}" },
        NodeKind = NodeKind.Virtual,
        Region = Region,
        Tiers = [Tier.Aci],
        Capacity = new Resources(20_000, 320 * 1024),
        PodsMax = 20,
        Readiness = NotHeardOf,
    };
}
