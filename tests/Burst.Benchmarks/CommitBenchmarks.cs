using BenchmarkDotNet.Attributes;
using Burst.Core.Storage;
using Burst.Simulation.Benchmarks;
using Burst.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Benchmarks;

/// <summary>What a commit costs a pod, the flush to the disk included: 1,000 new ones with their places, or the same ones changed.</summary>
[MemoryDiagnoser]
public class CommitBenchmarks
{
    private const int Nodes = 5000;
    private const int PodsMax = 200_000;

    private BenchCluster cluster = null!;
    private DirectoryInfo folder = null!;
    private SqliteStateStore store = null!;
    private long token;
    private StateCommit commit = new();

    [GlobalSetup]
    public async Task OpenAsync()
    {
        cluster = new BenchCluster(ScheduleShape.Basic, Nodes, PodsMax);
        folder = Directory.CreateTempSubdirectory("burst-benchmarks-");
        store = await SqliteStateStore.OpenAsync(folder.FullName, new StateStoreOptions(), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        token = await store.AcquireLeaseAsync("benchmarks", CancellationToken.None);
        await CommitNextAsync();
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Pods are made and placed outside of what is measured.</summary>
    [IterationSetup(Target = nameof(AddPodAsync))]
    public void PlaceNext() => commit = MakeNext();

    [Benchmark(OperationsPerInvoke = BenchCluster.Batch)]
    [InvocationCount(1)]
    public Task<long> AddPodAsync() => store.CommitAsync(commit, token, CancellationToken.None);

    [Benchmark(OperationsPerInvoke = BenchCluster.Batch)]
    public Task<long> ChangePodAsync() => store.CommitAsync(commit, token, CancellationToken.None);

    private Task CommitNextAsync() => store.CommitAsync(commit = MakeNext(), token, CancellationToken.None);

    private StateCommit MakeNext()
    {
        cluster.Arrive();
        var changes = cluster.Plan().Changes;
        foreach (var change in changes)
            cluster.State.Apply(change);
        cluster.State.ClearChanged();
        return new StateCommit { Changes = [.. changes] };
    }
}
