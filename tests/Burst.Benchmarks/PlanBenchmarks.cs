using BenchmarkDotNet.Attributes;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;

namespace Burst.Benchmarks;

/// <summary>What deciding costs a pod: 1,000 that wait at 5,000 nodes, where as many are placed as <see cref="Placed"/> says. The state is left as it is.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private const int Nodes = 5000;
    private const int PodsMax = 50_000;

    private BenchCluster cluster = null!;

    [Params(ScheduleShape.Basic, ScheduleShape.Spread, ScheduleShape.AntiAffinity, ScheduleShape.Affinity, ScheduleShape.Mixed)]
    public ScheduleShape Shape { get; set; }

    [Params(1000, 40_000)]
    public int Placed { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        cluster = new BenchCluster(Shape, Nodes, PodsMax);
        cluster.Fill(Placed);
        cluster.Arrive();
    }

    [Benchmark(OperationsPerInvoke = BenchCluster.Batch)]
    public Plan PlacePod() => cluster.Plan();
}
