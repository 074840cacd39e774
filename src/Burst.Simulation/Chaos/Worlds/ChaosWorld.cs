using Burst.Control;
using Burst.Core.Hosts;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Storage;
using Burst.Cost.Prices;
using Burst.Hosts.Aci;
using Burst.Hosts.Aci.Limits;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Controllers;
using Burst.Simulation.Chaos.Disk;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Vms;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>Everything there is in one simulated world, put together from its seed.</summary>
internal sealed class ChaosWorld : IDisposable
{
    public static readonly DateTimeOffset Beginning = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private const string ResourceGroup = "burst";
    private const int ForeignGroups = 2;

    private static readonly Guid Subscription = new("5f1c6d2e-0000-4000-8000-000000000001");

    private readonly ulong seed;
    private readonly MachineClock clock;
    private readonly ControlMetrics metrics = new();
    private readonly SimulatedDisk disk;
    private readonly SavedLogs logs = new();
    private (SimulatedProcess? Process, AciBudgets? Budgets) budgets;

    public ChaosWorld(ulong seed, WorldParameters parameters, EventLoop loop, MachineClock clock, IStateStore database, Action<DateTimeOffset, string, string>? reader)
    {
        this.seed = seed;
        this.clock = clock;
        Loop = loop;
        Parameters = parameters;
        History = new History(loop, reader);
        Traffic = new Traffic(loop);
        Faults = new FaultInjector(loop, seed, Traffic, History);
        Prices = new SimulatedPrices(PriceBook.BuiltIn);
        disk = new SimulatedDisk(database, Faults, History, Traffic, Random("disk"));
        Vms = [.. parameters.VmNodes.Select(node => new SimulatedVm(node.Name, node.Capacity, loop, History, Random($"start-ups {node.Name}"), parameters.StartUpSecondsMax))];
        Regions = [.. parameters.VirtualNodes.Select(CreateRegion)];
        Supervisor = new Supervisor(loop, Faults, History, clock, CreateController, controller => controller.RunAsync(CreateHost));
        Supervisor.Register();
        new VmFaults(loop, Faults, Vms).Register();
        new ArmFaults(loop, Faults, Regions).Register();
        Faults.On(FaultKind.PriceChanged, (_, random) => ChangePrices(random));
        Api = new UserApi(loop, Supervisor, History);
    }

    public EventLoop Loop { get; }

    public WorldParameters Parameters { get; }

    public History History { get; }

    public Traffic Traffic { get; }

    public FaultInjector Faults { get; }

    public SimulatedPrices Prices { get; }

    public IReadOnlyList<SimulatedVm> Vms { get; }

    /// <summary>One for each virtual node.</summary>
    public IReadOnlyList<SimulatedArm> Regions { get; }

    public Supervisor Supervisor { get; }

    public UserApi Api { get; }

    public IStateStore Database => disk.Database;

    public void Dispose()
    {
        Supervisor.Current?.Process.Kill();
        metrics.Dispose();
    }

    /// <summary>All usage that was committed, each record as it was last.</summary>
    public IReadOnlyList<UsageRecord> CommittedUsage => disk.Usage.Records;

    /// <summary>All that is on the books; the database answers at once, on the thread that asks.</summary>
    public UsageLedger ReadLedger() =>
        Database.ReadLedgerAsync(DateTimeOffset.UnixEpoch, CancellationToken.None).GetAwaiter().GetResult();

    public SeededRandom Random(string purpose) => SeededRandom.For(seed, purpose);

    private SimulatedController CreateController(SimulatedProcess process) => new(
        process, Parameters.Controller, new DiskConnection(process, disk), new LogArchiveConnection(process, logs), Prices, metrics, Random($"process {process.Number}"));

    private IPodHost CreateHost(SimulatedProcess process, string owner, Node node) => node.NodeKind == NodeKind.Vm
        ? new SimulatedVmHost(process, Vms.Single(vm => vm.Name == node.Name), Faults, Traffic, Random($"{node.Name} {process.Number}"))
        : CreateAciHost(process, owner, node, Regions.Single(region => region.Options.Region == node.Region));

    private AciPodHost CreateAciHost(SimulatedProcess process, string owner, Node node, SimulatedArm region)
    {
        var options = new AciPodHostOptions
        {
            Node = node.Name,
            Endpoint = new Uri(region.Options.Endpoint),
            Audience = region.Options.Endpoint,
            SubscriptionId = region.Options.SubscriptionId,
            ResourceGroup = region.Options.ResourceGroup,
            Region = node.Region,
            OwnerId = owner,
            DeleteConfirmWait = Parameters.Controller.DeleteConfirmWait,
            ExpiryAfter = Parameters.Controller.GroupExpiry,
        };
        var ids = new SeededIds(Random($"{node.Name} requests {process.Number}"));
        return new AciPodHost(
            options, new SimulatedCredential(), new SimulatedTransport(process, region, Faults), process, ids, NullLogger<AciPodHost>.Instance, BudgetsOf(process));
    }

    /// <summary>They live as long as their process, as the server's do.</summary>
    private AciBudgets BudgetsOf(SimulatedProcess process)
    {
        if (budgets.Process != process)
            budgets = (process, new AciBudgets(new AciRates(), process));
        return budgets.Budgets!;
    }

    private SimulatedArm CreateRegion(Node node)
    {
        var region = new SimulatedArm(Loop, Faults, History, Traffic, Random(node.Name.Value), new SimulatedArmOptions
        {
            SubscriptionId = Subscription,
            ResourceGroup = $"{ResourceGroup}-{node.Region}",
            Region = node.Region,
            // What others have there is not the cluster's: its own share is as large as it was told, in cores as in groups.
            CoreQuotaMillis = node.Capacity.CpuMillis + (ForeignGroups * SimulatedArm.ForeignCpuMillis),
            SpotCoreQuotaMillis = node.Capacity.CpuMillis,
            GroupQuota = node.PodsMax + ForeignGroups,
            OffersSpot = node.Tiers.Length > 1,
            PageSize = Parameters.PageSize,
        });
        region.PlantForeign("theirs", new Dictionary<string, string?>());
        region.PlantForeign("burst-99999999222248438444555555555555", OfAnotherCluster(node));
        return region;
    }

    /// <summary>Made by the same software, for a node of the same name, under another owner.</summary>
    private static Dictionary<string, string?> OfAnotherCluster(Node node) => new()
    {
        ["burst-owner"] = "11111111-2222-4333-8444-555555555555",
        ["burst-node"] = node.Name.Value,
        ["burst-pod-uid"] = "99999999-2222-4843-8444-555555555555",
        ["burst-namespace"] = "default",
        ["burst-name"] = "theirs",
    };

    private void ChangePrices(SeededRandom random)
    {
        Prices.Change(random.Between(50, 200), Loop.Now);
        Faults.Count(FaultKind.PriceChanged, $"{Prices.GroupPercent} %");
    }
}
