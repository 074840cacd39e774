using Burst.Core.Ids;
using Burst.Core.Policies;
using Burst.Cost.Prices;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests;

/// <summary>A run on D2s_v5 nodes (2 cores, 8 GiB) at the built-in prices of eastus, with all that was heard of it.</summary>
internal sealed class Replay : ISimulationObserver
{
    private readonly FiguresCollector collector;

    private Replay(SimulationOptions options) => collector = new FiguresCollector(options, PriceBook.BuiltIn);

    public List<PodRun> Runs { get; } = [];

    public PolicyFigures Figures { get; private set; } = null!;

    public static SimulationOptions Cluster(int vmNodes = 1, BurstMode policy = BurstMode.Overflow) =>
        new() { Vms = VmMix.Of(vmNodes, "D2s_v5"), VmTier = Tier.Vm, Policy = policy };

    public static Replay Of(SimulationOptions options, params string[] rows) => Of(options, TraceFile.ReadCsv(rows));

    public static Replay Of(SimulationOptions options, Trace trace)
    {
        var replay = new Replay(options);
        Assert.True(new SimulationRun(options, PriceBook.BuiltIn, replay, replay.collector).Replay(trace, null, CancellationToken.None));
        replay.Figures = replay.collector.Sum(isPartial: false);
        return replay;
    }

    /// <summary><c>a vm-01 1-11</c>: job, node, start and end in seconds.</summary>
    public IEnumerable<string> Lines => Runs.Select(run => $"{run.Job.Id} {run.Node} {TraceNumber.Seconds(run.StartMs)}-{TraceNumber.Seconds(run.EndMs)}");

    void ISimulationObserver.PodPlaced(PodRun run) => Runs.Add(run);
}
