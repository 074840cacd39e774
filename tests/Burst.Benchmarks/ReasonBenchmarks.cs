using BenchmarkDotNet.Attributes;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;

namespace Burst.Benchmarks;

/// <summary>What it costs to say why a pod has no place, over all nodes: pods that are too large for any, each of its own size.</summary>
[MemoryDiagnoser]
public class ReasonBenchmarks
{
    private const int Waiting = 10;

    private BenchCluster cluster = null!;

    [Params(500, 5000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        cluster = new BenchCluster(ScheduleShape.Basic, Nodes, Waiting, writesReasons: true);
        foreach (var (number, pod) in cluster.Arrive().Index())
            cluster.State.Apply(new Change.Put(pod with { Spec = TooLarge(pod.Spec, number) }));
    }

    [Benchmark(OperationsPerInvoke = Waiting)]
    public Plan ExplainPod() => cluster.Plan();

    private static PodSpec TooLarge(PodSpec spec, int number) => spec with
    {
        Containers = [spec.Containers[0] with { Requests = new Resources(1_000_000 + number, 1024) }],
    };
}
