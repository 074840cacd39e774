using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Worlds;
using Burst.Testing.Pricing;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>A small world in which every fact is set by the test: one machine of 4 cores, one virtual node with quota for 4 groups.</summary>
internal sealed class PlantedWorld
{
    public static readonly NodeName Machine = NodeName.Parse("vm1");
    public static readonly NodeName Virtual = NodeName.Parse("aci1");
    public static readonly PolicyIntent Overflow =
        new("overflow1", BurstMode.Overflow, TimeSpan.Zero, [Tier.Aci], MaxPods: 3, MaxSpendPerHour: Money.FromDollars(0.14m));

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly SeededRandom ids = new(1);
    private readonly List<UsageRecord> ledger = [];

    public PlantedWorld()
    {
        Loop = new EventLoop(Start);
        var world = new JudgedWorld(
            Loop, Register, Book, Faults, [Node(Machine, NodeKind.Vm, 4000, 10, Tier.Vm), Node(Virtual, NodeKind.Virtual, 100_000, 4, Tier.Aci)],
            new SimulatedPrices(new FixedPrices()), new PlannerOptions { SpendCapPerHour = Money.FromDollars(0.17m) }, new JudgeLimits())
        {
            HasRefused = (_, _, _, since) => RefusedAt > since,
        };
        Judge = new Judge(world, new History(Loop));
    }

    public EventLoop Loop { get; }

    public WorldRegister Register { get; } = new();

    public WorkloadBook Book { get; } = new();

    public FaultLog Faults { get; } = new();

    public Judge Judge { get; }

    public List<UsageRecord> Ledger => ledger;

    /// <summary>What is on the books for the machine itself.</summary>
    public List<UsageRecord> Uptime { get; } =
    [
        new()
        {
            Id = UsageRecord.IdOf(Machine, Start),
            Kind = UsageKind.VmNode,
            Node = Machine,
            Tier = Tier.Vm,
            Region = "eastus",
            Requested = new Resources(4000, 65_536),
            Rates = UsageRates.None,
            StartedAt = Start.AddSeconds(2),
        },
    ];

    public DateTimeOffset Now => Loop.Now;

    /// <summary>When the service had no room last, for any group.</summary>
    public DateTimeOffset RefusedAt { get; set; }

    /// <summary>Passes time.</summary>
    public void Wait(double minutes) => Loop.RunUntil(Loop.Now + TimeSpan.FromMinutes(minutes), () => false);

    public Workload Service(string name, int replicas, PolicyIntent? policy = null, RollingUpdate? rolling = null, bool usesSecret = false) => Ask(
        new Workload
        {
            Name = name, Kind = WorkloadKind.Service, Requests = new Resources(1000, 1024), Policy = policy, Rolling = rolling, UsesSecret = usesSecret,
        },
        replicas);

    public Workload Job(string name, int completions, int backoffLimit = 6) => Ask(
        new Workload
        {
            Name = name, Kind = WorkloadKind.Job, Requests = new Resources(1000, 1024), Completions = completions, BackoffLimit = backoffLimit,
            Works = TimeSpan.FromMinutes(1),
        },
        completions);

    public void Change(Workload workload, WorkloadIntent intent)
    {
        workload.Send(intent, Now);
        workload.Acknowledge(Now);
    }

    public void Delete(Workload workload) => Change(workload, workload.Acknowledged!.Value with { IsDeleted = true });

    /// <summary>A pod begins on the machine, on the books from the same instant.</summary>
    public PodLife OnMachine(Workload workload, PodUid? uid = null) => Begin(workload, Machine, Tier.Vm, uid);

    /// <summary>A container group begins, billed and on the books from the same instant.</summary>
    public PodLife OnAci(Workload workload, PodUid? uid = null, bool isOfLateMessage = false, Tier? tier = null) =>
        Begin(workload, Virtual, tier ?? Tier.Aci, uid, isOfLateMessage);

    /// <summary>Its code ends, the books say so, and what is left is removed.</summary>
    public void Exit(PodLife life, int exitCode = 0)
    {
        Register.End(life, Now, PodEnd.Itself, exitCode);
        Close(life, Now);
        Register.Remove(life, Now, PodEnd.ControlPlane);
    }

    /// <summary>The control plane ends it and closes the books.</summary>
    public void End(PodLife life, PodEnd how = PodEnd.ControlPlane)
    {
        Close(life, Now);
        Register.Remove(life, Now, how);
    }

    public void Close(PodLife life, DateTimeOffset at) => Rewrite(life, record => record with { EndedAt = at });

    public void Rewrite(PodLife life, Func<UsageRecord, UsageRecord> change)
    {
        var at = ledger.FindIndex(record => record.Pod == life.Uid);
        ledger[at] = change(ledger[at]);
    }

    /// <summary>What was found, each promise once.</summary>
    public IReadOnlyList<string> JudgeEnd()
    {
        List<UsageRecord> all = [.. ledger, .. Uptime];
        Judge.JudgeEnd(all, new UsageLedger(all, []));
        return Found;
    }

    public IReadOnlyList<string> Found => [.. Judge.Violations.Select(violation => violation.What).Distinct()];

    private Workload Ask(Workload workload, int replicas)
    {
        Book.Add(workload);
        Change(workload, new WorkloadIntent(replicas, 1));
        return workload;
    }

    private PodLife Begin(Workload workload, NodeName node, Tier tier, PodUid? uid, bool isOfLateMessage = false)
    {
        var pod = uid ?? PodUid.From(ids.NextGuid());
        var life = PodLife.Begin(
            pod, $"{workload.Name}-{pod.Value[..5]}", node, tier, tier.IsVm ? workload.Requests : default,
            tier.IsVm ? default : GroupSize.RoundUp(workload.Requests), Now);
        (life.BilledFrom, life.IsOfLateMessage) = (Now, isOfLateMessage);
        if (uid is null)
            ledger.Add(Record(life));
        Register.Begin(life);
        return life;
    }

    private static UsageRecord Record(PodLife life) => new()
    {
        Id = UsageRecord.IdOf(life.Uid),
        Kind = life.IsGroup ? UsageKind.ContainerGroup : UsageKind.PodOnVm,
        Node = life.Node,
        Tier = life.Tier,
        Region = "eastus",
        Pod = life.Uid,
        PodName = life.PodName,
        Requested = life.IsGroup ? new Resources(1000, 1024) : life.Requests,
        Billed = life.Size,
        Rates = UsageRates.None,
        StartedAt = life.StartedAt,
    };

    private static Node Node(NodeName name, NodeKind kind, long cpuMillis, int podsMax, Tier tier) => new()
    {
        Metadata = new ObjectMeta { Name = name.Value, CreatedAt = Start },
        NodeKind = kind,
        Region = "eastus",
        Tiers = [tier],
        Capacity = new Resources(cpuMillis, 65_536),
        PodsMax = podsMax,
        Readiness = new NodeReadiness(true, "", "", Start),
    };
}
