using BenchmarkDotNet.Attributes;
using Burst.Core.Storage;
using Burst.Simulation.Benchmarks;

namespace Burst.Benchmarks;

/// <summary>What the indexes of the state cost a pod: 1,000 get the places that were decided on, and lose them again.</summary>
[MemoryDiagnoser]
public class StateBenchmarks
{
    private const int Nodes = 5000;
    private const int Placed = 40_000;

    private BenchCluster cluster = null!;
    private Change[] back = [];
    private Change[] forth = [];

    [GlobalSetup]
    public void Fill()
    {
        cluster = new BenchCluster(ScheduleShape.Basic, Nodes, Placed + BenchCluster.Batch);
        cluster.Fill(Placed);
        back = [.. cluster.Arrive().Select(pod => new Change.Put(pod))];
        forth = [.. cluster.Plan().Changes.OfType<Change.Put>()];
    }

    [Benchmark(OperationsPerInvoke = BenchCluster.Batch)]
    public void PlaceAndUnplacePod()
    {
        foreach (var change in forth)
            cluster.State.Apply(change);
        foreach (var change in back)
            cluster.State.Apply(change);
        cluster.State.ClearChanged();
    }
}
