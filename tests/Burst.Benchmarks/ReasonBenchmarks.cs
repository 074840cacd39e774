using BenchmarkDotNet.Attributes;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Simulation.Benchmarks;

namespace Burst.Benchmarks;

/// <summary>What it costs to say why a pod has no place, over all nodes: 240 pods that are too large for any, each of a size of its own or all alike.</summary>
[MemoryDiagnoser]
public class ReasonBenchmarks
{
    private const int Waiting = ScheduleLoad.Templates;

    private BenchCluster cluster = null!;

    [Params(500, 5000)]
    public int Nodes { get; set; }

    [Params(true, false)]
    public bool AreAlike { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        cluster = new BenchCluster(ScheduleShape.Basic, Nodes, Waiting, writesReasons: true);
        var pods = cluster.Arrive();
        foreach (var (number, pod) in pods.Index())
            cluster.State.Apply(new Change.Put(AreAlike ? Like(pods[0], pod) : pod with { Spec = TooLarge(pod.Spec, number) }));
    }

    [Benchmark(OperationsPerInvoke = Waiting)]
    public Plan ExplainPod() => cluster.Plan();

    private static Pod Like(Pod first, Pod pod) => first with
    {
        Metadata = pod.Metadata with { Labels = first.Metadata.Labels },
        Spec = TooLarge(first.Spec, 0),
    };

    private static PodSpec TooLarge(PodSpec spec, int number) => spec with
    {
        Containers = [spec.Containers[0] with { Requests = new Resources(1_000_000 + number, 1024) }],
    };
}
