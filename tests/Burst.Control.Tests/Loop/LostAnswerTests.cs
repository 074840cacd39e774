using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Loop;

public class LostAnswerTests
{
    [Fact]
    public async Task CommitThatLandedWithoutAnAnswer_IsFoundInTheStore_AndNothingIsDoneTwice()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        ring.Store.AnswersLost = 1;

        var told = ring.Mutate(new Change.Put(A.Pod()));
        await ring.RunAsync(5);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => told);
        Assert.Equal((HostState.Created, PodPhase.Running), await ring.ReadAsync(state => (state.Pods.Single().HostState, state.Pods.Single().Phase)));
        Assert.Single(host.Started);
        Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.Null(ring.Loop.Health.StoreError);
        await AssertMemoryIsDurableAsync(ring);
    }

    [Fact]
    public async Task CommitThatIsGivenUpAndLandsLater_IsFoundToo()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        ring.Store.CommitsLate = 1;
        ring.Store.Lateness = TimeSpan.FromSeconds(20);

        var told = ring.Mutate(new Change.Put(A.Pod()));
        ring.Store.IsDown = true;
        await ring.RunAsync(30);
        ring.Store.IsDown = false;
        await ring.RunAsync(5);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => told);
        Assert.Equal(HostState.Created, (await ring.PodsAsync()).Single().HostState);
        Assert.Single(host.Started);
        await AssertMemoryIsDurableAsync(ring);
    }

    [Fact]
    public async Task CommitThatIsGivenUpAndWouldLandAfterAnother_NeverLands()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        ring.Store.CommitsLate = 1;
        ring.Store.Lateness = TimeSpan.FromSeconds(20);

        var told = ring.Mutate(new Change.Put(A.ConfigMap("late", "a=1")));
        await ring.RunAsync(3);
        await ring.ApplyAsync(A.ConfigMap("other", "a=1"));
        await ring.RunAsync(60);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => told);
        Assert.Equal("other", Assert.Single(await ring.ReadAsync(state => state.ConfigMaps.ToList())).Metadata.Name);
        await AssertMemoryIsDurableAsync(ring);
    }

    [Fact]
    public async Task WritesThatMetAStaleState_AreMadeOnTheFreshOne()
    {
        await using var ring = new Ring();
        await ring.StartAsync();
        ring.Store.AnswersLost = 1;
        _ = ring.Mutate(new Change.Put(A.ConfigMap("counter", "value=1")));

        var counted = ring.Mutate(
            state => new StateCommit { Changes = [new Change.Put(A.ConfigMap("counter", $"value={(state.ConfigMaps.Count == 1 ? 2 : -1)}"))] },
            state => state.ConfigMaps.Single().Data["value"]);
        await ring.RunAsync(5);

        Assert.Equal("2", await counted);
    }

    [Fact]
    public async Task StoreThatLosesAnswersAtAnyMoment_TheJobCountsExactly()
    {
        for (var seed = 1; seed <= 40; seed++)
            await LoseAnswers(seed);
    }

    private static async Task LoseAnswers(int seed)
    {
        var random = new Random(seed);
        await using var ring = new Ring { StoreLatency = TimeSpan.FromMilliseconds(30) };
        foreach (var host in new[] { ring.AddHost(A.VmNode()), ring.AddHost(A.VirtualNode()) })
        {
            host.Latency = TimeSpan.FromMilliseconds(random.Next(1, 400));
            host.DeletingAnswers = random.Next(0, 3);
            host.NextCreates(CreateFate.UnknownAfterEffect, CreateFate.Ordinary, CreateFate.ThrowsAfterEffect);
            host.Runs = _ => PodRun.For(2);
        }

        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 1), A.Job(completions: 8, parallelism: 4));
        for (var i = 0; i < 12; i++)
        {
            ring.Store.AnswersLost = random.Next(0, 3);
            ring.Store.CommitsLate = random.Next(0, 2);
            ring.Store.Lateness = TimeSpan.FromSeconds(random.NextDouble() * 4);
            await ring.RunAsync(random.NextDouble() * 2);
            if (random.Next(4) == 0)
                await ring.RestartAsync();
        }

        await ring.UntilAsync(state => state.Jobs.Single().Progress.IsFinished && state.Pods.All(pod => pod.HostState == HostState.Gone), 600);
        await ring.RunAsync(10);
        var started = ring.Hosts.SelectMany(host => host.Started).ToList();
        Assert.True(started.Count == 8 && started.Distinct().Count() == 8, $"Seed {seed}: {started.Count} starts.");
        Assert.True(ring.Hosts.All(host => host.Pods.Count == 0), $"Seed {seed}: something is left on a host.");
        Assert.Equal((8, 0), await ring.ReadAsync(state => (state.Jobs.Single().Progress.Succeeded, state.Jobs.Single().Progress.Failed)));
        Assert.All(await ring.LedgerAsync(), record => Assert.True(record.Pod is null || record.EndedAt >= record.StartedAt, $"Seed {seed}: {record}"));
        await AssertMemoryIsDurableAsync(ring);
    }

    private static async Task AssertMemoryIsDurableAsync(Ring ring)
    {
        var durable = ClusterState.Load(await ring.DurableAsync());
        Assert.Equal(Versions(durable), await ring.ReadAsync(Versions));

        static List<(ObjectKey, long)> Versions(ClusterState state) =>
            [.. state.Pods.Select(pod => (pod.Key, pod.Metadata.ResourceVersion)), .. state.ConfigMaps.Select(map => (map.Key, map.Metadata.ResourceVersion))];
    }
}
