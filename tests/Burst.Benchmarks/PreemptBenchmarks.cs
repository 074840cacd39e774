using BenchmarkDotNet.Attributes;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;

namespace Burst.Benchmarks;

/// <summary>What deciding costs a pod that has to displace another: 1,000 that wait at 5,000 full nodes.</summary>
[MemoryDiagnoser]
public class PreemptBenchmarks
{
    private const int Nodes = 5000;
    private const int Low = 25_000;

    private BenchCluster cluster = null!;

    [GlobalSetup]
    public void Fill()
    {
        cluster = new BenchCluster(ScheduleShape.Preemption, Nodes, Low * 2);
        cluster.Fill(Low);
        cluster.Arrive();
    }

    [Benchmark(OperationsPerInvoke = BenchCluster.Batch)]
    public Plan DisplacePod() => cluster.Plan();
}
