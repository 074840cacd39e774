using Burst.Control;
using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Core.Storage;
using Burst.Cost.Prices;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Controllers;
using Burst.Simulation.Chaos.Disk;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Vms;

namespace Burst.Simulation.Chaos.Worlds;

/// <summary>Everything there is in one simulated world, put together from its seed.</summary>
internal sealed class ChaosWorld : IDisposable
{
    public static readonly DateTimeOffset Beginning = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly ulong seed;
    private readonly ControlMetrics metrics = new();
    private readonly SimulatedDisk disk;

    public ChaosWorld(ulong seed, WorldParameters parameters, EventLoop loop, MachineClock clock, IStateStore database, Action<DateTimeOffset, string, string>? reader)
    {
        this.seed = seed;
        Loop = loop;
        Parameters = parameters;
        History = new History(loop, reader);
        Traffic = new Traffic(loop);
        Faults = new FaultInjector(loop, seed, Traffic, History);
        Prices = new SimulatedPrices(PriceBook.BuiltIn);
        disk = new SimulatedDisk(database, Faults, Traffic, Random("disk"));
        Vms = [.. parameters.VmNodes.Select(node => new SimulatedVm(node.Name, node.Capacity, loop, History))];
        Supervisor = new Supervisor(loop, Faults, History, clock, CreateController, controller => controller.RunAsync(CreateHost));
        Supervisor.Register();
        new VmFaults(loop, Faults, Vms).Register();
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

    public Supervisor Supervisor { get; }

    public UserApi Api { get; }

    public IStateStore Database => disk.Database;

    public void Dispose()
    {
        Supervisor.Current?.Process.Kill();
        metrics.Dispose();
    }

    public SeededRandom Random(string purpose) => SeededRandom.For(seed, purpose);

    private SimulatedController CreateController(SimulatedProcess process) => new(
        process, Parameters.Controller, new DiskConnection(process, disk), Prices, metrics, Random($"process {process.Number}"));

    private IPodHost CreateHost(SimulatedProcess process, string owner, Node node) => node.NodeKind == NodeKind.Vm
        ? new SimulatedVmHost(process, Vms.Single(vm => vm.Name == node.Name), Faults, Traffic, Random($"{node.Name} {process.Number}"))
        : throw new InvalidOperationException($"No host for {node.Name}.");

    private void ChangePrices(SeededRandom random)
    {
        Prices.GroupPercent = random.Between(50, 200);
        Faults.Count(FaultKind.PriceChanged, $"{Prices.GroupPercent} %");
    }
}
