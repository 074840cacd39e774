using Burst.Control.Loop;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;
using Burst.Testing.Storage;

namespace Burst.Control.Tests.Loop;

public class StoreOutageTests
{
    [Fact]
    public async Task Outage_ResultsOfCallsAreKeptAndTakenInLater()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.Latency = TimeSpan.FromSeconds(2);
        await ring.ApplyAsync(A.Pod());
        ring.Store.IsDown = true;
        await ring.RunAsync(60);
        Assert.Equal(HostState.CreateIntended, (await ring.PodsAsync()).Single().HostState);

        ring.Store.IsDown = false;
        await ring.RunAsync(10);

        Assert.Equal((HostState.Created, PodPhase.Running), ((await ring.PodsAsync()).Single().HostState, (await ring.PodsAsync()).Single().Phase));
        Assert.Single(host.Calls, call => call.Verb == "create");
        Assert.Null(ring.Loop.Health.StoreError);
    }

    [Fact]
    public async Task Outage_TheStoreIsAskedAtItsInterval_NotAsFastAsItFails()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.Latency = TimeSpan.FromSeconds(2);
        await ring.ApplyAsync(A.Pod());
        ring.Store.IsDown = true;
        await ring.RunAsync(5);
        var before = ring.Store.Attempts;

        await ring.RunAsync(100);

        Assert.InRange(ring.Store.Attempts - before, 90, 400);
    }

    [Fact]
    public async Task Outage_ReadsAreAnsweredWithWhatIsDurable_AndHealthSaysWhy()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("durable"));
        await ring.RunAsync(3);
        ring.Store.IsDown = true;
        var refused = ring.Mutate(new Change.Put(A.Pod("lost")));
        await ring.RunAsync(10);

        Assert.Equal("durable", Assert.Single(await ring.PodsAsync()).Metadata.Name);
        Assert.Equal("the disk is full (scripted)", ring.Loop.Health.StoreError);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
    }

    [Fact]
    public async Task Outage_AnHourLong_TheQueueDoesNotFillUpWithReports()
    {
        await using var ring = new Ring { Options = new() { QueueCapacity = 50 } };
        var host = ring.AddHost(A.VmNode());
        ring.AddHost(A.VmNode("vm-2"));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(3);
        ring.Store.IsDown = true;
        host.IsReachable = false;

        await ring.RunAsync(3600);

        Assert.InRange(ring.Loop.Queue.Count, 0, 10);
        Assert.Single(await ring.PodsAsync());
        ring.Store.IsDown = false;
        host.IsReachable = true;
        await ring.RunAsync(10);
        await ring.ApplyAsync(A.Pod("after"));
        await ring.RunAsync(5);
        Assert.Equal(2, (await ring.PodsAsync()).Count(pod => pod.Phase == PodPhase.Running));
    }

    [Fact]
    public async Task Outage_InMemoryAndDurableState_AgreeAfterwards()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode(cpuMillis: 4000));
        host.Runs = _ => PodRun.For(4);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Job(completions: 12, parallelism: 4));
        for (var i = 0; i < 12; i++)
        {
            ring.Store.IsDown = i % 2 == 1;
            await ring.RunAsync(1.7);
        }

        ring.Store.IsDown = false;
        await ring.UntilAsync(state => state.Jobs.Single().Progress.IsFinished && state.Pods.All(pod => pod.HostState == HostState.Gone));

        var progress = await ring.ReadAsync(state => state.Jobs.Single().Progress);
        Assert.Equal((12, 0), (progress.Succeeded, progress.Failed));
        Assert.Equal(12, host.Started.Distinct().Count());
        Assert.Equal(12, host.Started.Count);
        var durable = await ring.DurableAsync();
        Assert.Equal(await ring.ReadAsync(state => state.Pods.Count), durable.Objects.OfType<Pod>().Count());
    }

    [Fact]
    public async Task CommitWithUnknownOutcome_EndsTheLoop_AndTheNextOneFindsWhatWasWritten()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        ring.Store.Inner.FailNextCommit(CommitFault.AfterApplying);

        _ = ring.Mutate(new Change.Put(A.Pod()));
        await Assert.ThrowsAsync<IOException>(() => ring.Running);
        await ring.StartAsync();
        await ring.RunAsync(5);

        Assert.Equal(HostState.Created, (await ring.PodsAsync()).Single().HostState);
        Assert.Single(host.Started);
    }

    [Fact]
    public async Task SlowStore_WorkGoesOn_AndReportsDoNotPileUp()
    {
        await using var ring = new Ring { StoreLatency = TimeSpan.FromSeconds(10), Options = new() { QueueCapacity = 20 } };
        var host = ring.AddHost(A.VmNode());
        host.Runs = _ => PodRun.For(30);
        ring.AddHost(A.VmNode("vm-2"));
        await ring.StartAsync();
        await ring.RunAsync(60);
        _ = ring.Mutate(new Change.Put(A.Job(completions: 1)));
        var depth = 0;
        for (var second = 0; second < 300; second++)
        {
            await ring.RunAsync(1);
            depth = Math.Max(depth, ring.Loop.Queue.Count);
        }

        Assert.InRange(depth, 1, 6);
        Assert.Single(ring.Hosts.SelectMany(each => each.Started));
        Assert.Equal(1, (await ring.DurableAsync()).Objects.OfType<Core.Workloads.Job>().Single().Progress.Succeeded);
    }

    [Fact]
    public async Task StoreThatNeverAnswers_PilesUpOneRoundOfReportsForEachNode()
    {
        await using var ring = new Ring { StoreLatency = TimeSpan.FromDays(1) };
        ring.AddHost(A.VmNode());
        ring.AddHost(A.VmNode("vm-2"));
        await ring.StartAsync();

        await ring.RunAsync(3600);

        Assert.InRange(ring.Loop.Queue.Count, 1, 8); // That its host has joined, and three reports.
        Assert.NotNull(ring.Loop.Health.CommitTimestamp);
    }

    [Fact]
    public async Task Loop_EndedByTheStore_SaysWhy()
    {
        await using var ring = new Ring();
        await ring.StartAsync();
        await ring.RunAsync(1);
        ring.Store.Inner.FailNextCommit(CommitFault.BeforeApplying, new InvalidOperationException("a defect (scripted)"));

        var told = ring.Mutate(new Change.Put(A.Pod()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ring.Running);
        await Assert.ThrowsAsync<OperationCanceledException>(() => told);
        Assert.Equal("a defect (scripted)", ring.Loop.Health.EndedBy);
    }
}
