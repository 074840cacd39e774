using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Loop;

public class LoopTests
{
    [Fact]
    public async Task HostThatJoinsAfterTheFirstStep_GetsWhatHasWaitedForIt()
    {
        await using var ring = new Ring { HostsJoinLater = true };
        var host = ring.AddHost(A.VmNode() with { Readiness = new Core.Nodes.NodeReadiness(true, "HostReady", "", A.Start) });
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(10);
        Assert.Contains("unsupported by the host", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);

        ring.JoinHosts();
        await ring.RunAsync(10);

        Assert.Single(host.Launches);
    }

    [Fact]
    public async Task Queue_Full_RefusesAndTakesWorkAgainLater()
    {
        var queue = new WorkQueue(2);
        Assert.True(queue.TryEnqueue(new Nothing()));
        Assert.True(queue.TryEnqueue(new Nothing()));

        Assert.False(queue.TryEnqueue(new Nothing()));
        queue.EnqueueResult(new Nothing());
        Assert.Equal(3, queue.Count);

        Assert.Equal(3, queue.Drain(10).Count);
        Assert.True(queue.TryEnqueue(new Nothing()));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task LoopWithAFullQueue_RefusesReadsAndWrites()
    {
        await using var ring = new Ring { Options = new() { QueueCapacity = 3 }, StoreLatency = TimeSpan.FromSeconds(1) };
        await ring.StartAsync();
        var first = ring.Mutate(new Change.Put(A.ConfigMap("one", "a=1")));
        var waiting = Enumerable.Range(0, 3).Select(i => ring.Mutate(new Change.Put(A.ConfigMap($"more-{i}", "a=1")))).ToList();

        await Assert.ThrowsAsync<LoopBusyException>(() => ring.ReadAsync(_ => true));
        Assert.Throws<LoopBusyException>(() => { _ = ring.Mutate(new Change.Put(A.ConfigMap("refused", "a=1"))); });

        await ring.RunAsync(5);
        Assert.True(await first);
        Assert.All(await Task.WhenAll(waiting), Assert.True);
        Assert.Equal(4, await ring.ReadAsync(state => state.ConfigMaps.Count));
    }

    [Fact]
    public async Task Mutation_ThatIsRefused_ChangesNothing_AndOthersOfItsStepStand()
    {
        await using var ring = new Ring { StoreLatency = TimeSpan.FromSeconds(1) };
        await ring.StartAsync();
        var first = ring.Mutate(new Change.Put(A.ConfigMap("first", "a=1")));
        var halfway = ring.Mutate(
            new Change.Put(A.ConfigMap("half", "a=1")), new Change.PutSetting("half", "x"),
            new Change.Remove(new ObjectKey(ObjectKind.ConfigMap, "default", "absent")));
        var last = ring.Mutate(new Change.Put(A.ConfigMap("last", "a=1")));

        await ring.RunAsync(5);

        await Assert.ThrowsAsync<InvalidOperationException>(() => halfway);
        Assert.True(await first && await last);
        Assert.Equal(["first", "last"], await ring.ReadAsync(state => state.ConfigMaps.Select(map => map.Metadata.Name).ToList()));
        Assert.Equal(2, (await ring.DurableAsync()).Objects.Count);
        Assert.DoesNotContain("half", (await ring.DurableAsync()).Settings.Keys);
    }

    [Fact]
    public async Task AnswerToAWrite_ComesOnlyWhenItIsDurable()
    {
        await using var ring = new Ring { StoreLatency = TimeSpan.FromSeconds(1) };
        await ring.StartAsync();

        var write = ring.Mutate(new Change.Put(A.ConfigMap("one", "a=1")));
        await ring.RunAsync(0.9);
        Assert.False(write.IsCompleted);

        await ring.RunAsync(0.1);
        Assert.True(write.IsCompletedSuccessfully);
        Assert.Single((await ring.DurableAsync()).Objects);
    }

    [Fact]
    public async Task Objects_CarryTheVersionOfTheirCommit()
    {
        await using var ring = new Ring();
        await ring.StartAsync();
        await ring.ApplyAsync(A.ConfigMap("one", "a=1"));
        await ring.ApplyAsync(A.ConfigMap("two", "a=1"));

        var inMemory = await ring.ReadAsync(state => state.ConfigMaps.Select(map => map.Metadata.ResourceVersion).ToList());

        Assert.Equal([1, 2], inMemory);
        Assert.Equal(inMemory, (await ring.DurableAsync()).Objects.Select(item => item.Metadata.ResourceVersion));
    }

    [Fact]
    public async Task Stop_FailsWhatStillWaits()
    {
        await using var ring = new Ring { StoreLatency = TimeSpan.FromSeconds(10) };
        await ring.StartAsync();
        var writing = ring.Mutate(new Change.Put(A.ConfigMap("one", "a=1")));
        var waiting = ring.Mutate(new Change.Put(A.ConfigMap("two", "a=1")));

        await ring.CrashAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task IdleLoop_DoesNotCommit()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 1));
        await ring.RunAsync(10);
        var before = ring.Store.Attempts;

        await ring.RunAsync(600);

        Assert.Equal(before, ring.Store.Attempts);
    }

    [Fact]
    public async Task Wakes_DoNotOutliveWhatTheyWereFor()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode(cpuMillis: 100_000, memoryMib: 1_000_000));
        host.Runs = _ => PodRun.For(1);
        await ring.StartAsync();
        var spec = A.Spec(restart: RestartPolicy.Never, activeDeadline: TimeSpan.FromDays(365));

        for (var i = 0; i < 5; i++)
        {
            var job = A.Job($"job-{i}", completions: 20, parallelism: 20, template: A.Template(spec, "app=x"));
            await ring.ApplyAsync(job);
            await ring.UntilAsync(state => state.Jobs.All(item => item.Progress.IsFinished));
            await ring.RunAsync(5);
            await ring.DeleteAsync(job.Key);
            await ring.UntilAsync(state => state.Jobs.Count == 0);
        }

        Assert.InRange(ring.Loop.WakeCount, 0, 5);
    }

    [Fact]
    public async Task Pause_StopsCreatesAlsoOfWhatWasIntended_ButNotDeletes()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreatesOf("unsure", CreateFate.UnknownBeforeEffect);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("running", cpuMillis: 500), A.Pod("unsure", cpuMillis: 500));
        await ring.RunAsync(0.5);

        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.Paused, "true"));
        await ring.ApplyAsync(A.Pod("late", cpuMillis: 500));
        await ring.DeleteAsync(A.Pod("running").Key);
        await ring.RunAsync(60);
        Assert.Equal(2, host.Calls.Count(call => call.Verb == "create"));
        Assert.Empty(host.Pods);
        Assert.Equal(["late", "unsure"], (await ring.PodsAsync()).Select(pod => pod.Metadata.Name));

        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.Paused, null));
        await ring.RunAsync(10);
        Assert.Equal(2, host.Pods.Count);
    }

    [Fact]
    public async Task Pause_APodThatWasOnlyIntended_CanBeDeleted()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.UnknownAfterEffect);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(0.5);

        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.Paused, "true"));
        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(5);

        Assert.Empty(host.Pods);
        Assert.Empty(await ring.PodsAsync());
    }

    private sealed class Nothing : LoopWork;

    [Fact]
    public async Task Stopped_AnswersWhatComesLater_InsteadOfKeepingItWaiting()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode());
        await ring.StartAsync();
        var loop = ring.Loop;

        await ring.CrashAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.ReadAsync(state => state.Pods.Count));
    }
}
