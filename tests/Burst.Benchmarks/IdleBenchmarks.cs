using BenchmarkDotNet.Attributes;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;

namespace Burst.Benchmarks;

/// <summary>A step with nothing to do: what Burst costs a machine while nothing happens.</summary>
[MemoryDiagnoser]
public class IdleBenchmarks
{
    private BenchCluster cluster = null!;

    [Params(500, 5000)]
    public int Nodes { get; set; }

    [Params(150_000)]
    public int Pods { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        cluster = new BenchCluster(ScheduleShape.Basic, Nodes, Pods);
        cluster.Fill(Pods);
    }

    [Benchmark]
    public Plan Step() => cluster.Plan();
}
