using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

/// <summary>Pods that users stop and start again: what becomes of them, of their workload and of what is on the books.</summary>
public class StopTests
{
    [Fact]
    public async Task StoppedPod_KeepsItsPlace_IsNotReplaced_AndNothingOfItIsOnTheBooks()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        var pod = await OnePodAsync(ring);

        await WantAsync(ring, PodStopStage.Stopping);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped, withinSeconds: 5);
        await ring.RunAsync(300);

        var stopped = await OnePodAsync(ring);
        Assert.Equal((pod.Uid, PodPhase.Pending, "Stopped", pod.Placement), (stopped.Uid, stopped.Phase, stopped.Reason, stopped.Placement));
        Assert.Equal([pod.Uid], host.Started);
        Assert.Equal(1, await ring.ReadAsync(state => state.LoadOf(stopped.Placement!.Node).Held.Groups));
        Assert.Empty(await ring.ReadAsync(state => state.OpenUsage.ToList()));
        Assert.Single(await ring.EventsAsync(), told => told.Reason == "Stopped");
        Assert.Equal(1, host.Calls.Count(call => call.Verb == "stop"));
    }

    [Fact]
    public async Task StartedAgain_ItIsTheSamePod_AndTheBooksHaveTwoRunsAndNotTheTimeBetween()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        var uid = (await OnePodAsync(ring)).Uid;
        List<(DateTimeOffset From, DateTimeOffset To)> runs = [];
        for (var round = 0; round < 3; round++)
        {
            var from = host.Calls.Last(call => call.Verb is "create" or "start").At;
            await ring.RunAsync(100);
            await WantAsync(ring, PodStopStage.Stopping);
            await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped, withinSeconds: 5);
            runs.Add((from, host.Calls.Last(call => call.Verb == "stop").At));
            await ring.RunAsync(1000);
            await WantAsync(ring, PodStopStage.Starting);
            await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running, withinSeconds: 5);
        }

        await ring.RunAsync(100);
        Assert.Equal(uid, (await OnePodAsync(ring)).Uid);
        Assert.Equal(3, (await ring.EventsAsync()).Count(told => told.Reason == "Started" && told.Message.Contains("again", StringComparison.Ordinal)));
        await EndAsync(ring);
        runs.Add((host.Calls.Last(call => call.Verb == "start").At, host.Calls.First(call => call.Verb == "delete").At));
        Assert.Equal(runs, await BookedAsync(ring));
        Assert.Single(await ring.LedgerAsync(), record => record.Waited is not null);
    }

    [Fact]
    public async Task StoppedInTheSecondInWhichItBegan_ItIsStopped_AndStartsAgain()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.Runs = _ => PodRun.Forever with { StartsAfter = TimeSpan.FromSeconds(2) };
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always, selector: "app=web"), A.Deployment(replicas: 1));
        while (await ring.ReadAsync(state => state.Pods.SingleOrDefault()) is not { Phase: PodPhase.Running })
            await ring.RunAsync(0.05);

        await WantAsync(ring, PodStopStage.Stopping);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped, withinSeconds: 5);
        var (began, ended) = (host.Calls.First(call => call.Verb == "create").At.AddSeconds(2), host.Calls.Single(call => call.Verb == "stop").At);
        Assert.Equal(began.ToUnixTimeSeconds(), ended.ToUnixTimeSeconds());
        await ring.RunAsync(60);

        Assert.Equal((PodStopStage.Stopped, PodPhase.Pending), (await ring.ReadAsync(StageOf), (await OnePodAsync(ring)).Phase));
        Assert.Empty(await ring.ReadAsync(state => state.OpenUsage.ToList()));
        await WantAsync(ring, PodStopStage.Starting);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Started && state.Pods.Single().Phase == PodPhase.Running, withinSeconds: 10);
    }

    [Theory]
    [InlineData(PodStopStage.Stopping)]
    [InlineData(PodStopStage.Starting)]
    public async Task KilledAtAnyMoment_TheNextProcessGoesOnWithIt(PodStopStage wanted)
    {
        for (var at = 0.0; at < 1.2; at += 0.1)
        {
            await using var ring = new Ring();
            var host = await RunAsync(ring);
            host.TellsAtOnce = false;
            if (wanted == PodStopStage.Starting)
            {
                await WantAsync(ring, PodStopStage.Stopping);
                await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped);
            }

            host.Latency = TimeSpan.FromSeconds(0.8);
            await WantAsync(ring, wanted);
            await ring.RunAsync(at);
            await ring.RestartAsync();

            await ring.UntilAsync(state => StageOf(state) == (wanted == PodStopStage.Stopping ? PodStopStage.Stopped : PodStopStage.Started), withinSeconds: 120);
            await ring.RunAsync(60);
            Assert.Equal(wanted == PodStopStage.Stopping ? 1 : 2, (await BookedAsync(ring)).Count);
            Assert.Single(host.Pods);
        }
    }

    [Fact]
    public async Task HostThatDoesNotAnswer_IsAskedAgain_AndItIsTold()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        host.Fails = call => call.Verb == "stop";
        await WantAsync(ring, PodStopStage.Stopping);
        await ring.RunAsync(60);
        Assert.Equal(PodStopStage.Stopping, await ring.ReadAsync(StageOf));
        Assert.Equal(PodPhase.Running, (await OnePodAsync(ring)).Phase);
        Assert.InRange(host.Calls.Count(call => call.Verb == "stop"), 3, 10);

        host.Fails = _ => false;
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped, withinSeconds: 40);
        Assert.Single(await ring.EventsAsync(), told => told.Reason == "StopUnknown");
    }

    [Fact]
    public async Task HostThatHangsOnStops_HoldsUpNoOther()
    {
        await using var ring = new Ring();
        var sick = ring.AddHost(A.VirtualNode("a", podsMax: 17));
        sick.HangsOn = call => call.Verb == "stop";
        var sound = ring.AddHost(A.VirtualNode("b", podsMax: 1));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always, selector: "app=web"), A.Deployment(replicas: 18));
        await ring.UntilAsync(state => state.Pods.Count(pod => pod is { Phase: PodPhase.Running, HostState: HostState.Created }) == 18);

        await WantAsync(ring, PodStopStage.Stopping, pod => pod.Placement!.Node == NodeName.Parse("a"));
        await ring.RunAsync(2);
        await WantAsync(ring, PodStopStage.Stopping, pod => pod.Placement!.Node == NodeName.Parse("b"));
        await ring.UntilAsync(state => state.Pods.Single(pod => pod.Placement!.Node == NodeName.Parse("b")).Stop!.Stage == PodStopStage.Stopped, withinSeconds: 5);

        Assert.Equal((16, 1), (sick.Calls.Count(call => call.Verb == "stop"), sound.Calls.Count(call => call.Verb == "stop")));
    }

    [Fact]
    public async Task Refused_ItIsAsItWas_AndAStartIsNotOnTheBooks()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        host.RefusesStops = "not now";
        await WantAsync(ring, PodStopStage.Stopping);
        await ring.RunAsync(5);
        Assert.Null((await OnePodAsync(ring)).Stop);

        host.RefusesStops = null;
        await WantAsync(ring, PodStopStage.Stopping);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped);
        host.RefusesStops = "no room";
        await WantAsync(ring, PodStopStage.Starting);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped);

        Assert.Empty(await ring.ReadAsync(state => state.OpenUsage.ToList()));
        Assert.Single(await BookedAsync(ring));
        Assert.Equal("no room", (await OnePodAsync(ring)).Message);
        Assert.Contains(await ring.EventsAsync(), told => told is { Reason: "StartRefused", Severity: EventSeverity.Warning });
    }

    [Fact]
    public async Task StartedPastUs_ItRuns_AndIsOnTheBooksFromThenOn()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        await WantAsync(ring, PodStopStage.Stopping);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped);
        await ring.RunAsync(100);

        await host.StartAsync((await OnePodAsync(ring)).Uid, CancellationToken.None);
        var began = host.Calls[^1].At;
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Started && state.Pods.Single().Phase == PodPhase.Running, withinSeconds: 10);

        Assert.Equal((began, null), (await ring.ReadAsync(state => state.OpenUsage.Single())) is var open ? (open.StartedAt, open.EndedAt) : default);
    }

    [Fact]
    public async Task DeletedWhileItsStartComesToNothing_OnlyTheRunBeforeIsBooked()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        await WantAsync(ring, PodStopStage.Stopping);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped);
        host.Fails = call => call.Verb == "start";
        await ring.RunAsync(50);
        await WantAsync(ring, PodStopStage.Starting);
        await ring.RunAsync(50);
        Assert.Single(await ring.ReadAsync(state => state.OpenUsage.ToList()));

        await EndAsync(ring);
        Assert.Single(await BookedAsync(ring));
        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task WhatIsPaused_StopsAndStartsNothing()
    {
        await using var ring = new Ring();
        var host = await RunAsync(ring);
        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.Paused, "true"));
        await WantAsync(ring, PodStopStage.Stopping);
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Stopped, withinSeconds: 5);
        await WantAsync(ring, PodStopStage.Starting);
        await ring.RunAsync(60);
        Assert.DoesNotContain(host.Calls, call => call.Verb == "start");

        await ring.ChangeAsync(new Change.PutSetting(ClusterSettings.Paused, null));
        await ring.UntilAsync(state => StageOf(state) == PodStopStage.Started, withinSeconds: 5);
    }

    private static PodStopStage? StageOf(ClusterState state) => state.Pods.Single().Stop?.Stage;

    private static async Task<Pod> OnePodAsync(Ring ring) => Assert.Single(await ring.PodsAsync());

    private static async Task<FakePodHost> RunAsync(Ring ring)
    {
        var host = ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always, selector: "app=web"), A.Deployment(replicas: 1));
        await ring.UntilAsync(state => state.Pods.Count == 1 && state.Pods.Single() is { Phase: PodPhase.Running, HostState: HostState.Created });
        return host;
    }

    /// <summary>As the API puts it on record.</summary>
    private static Task WantAsync(Ring ring, PodStopStage stage, Func<Pod, bool>? which = null) => ring.Mutate(
        state => new StateCommit { Changes = [.. state.Pods.Where(which ?? (_ => true)).SelectMany(pod => Wanted(ring, pod, stage))] },
        _ => true);

    private static IEnumerable<Change> Wanted(Ring ring, Pod pod, PodStopStage stage)
    {
        var now = ring.Clock.GetUtcNow();
        var wanted = (pod.Stop ?? new PodStop(stage, now)) with { Stage = stage, AskedAt = now };
        yield return new Change.Put(pod with { Stop = wanted, HostAttempts = 0, HostRetryAt = null });
        if (stage == PodStopStage.Starting)
            yield return new Change.PutUsage(wanted.OpenUsage(now)!);
    }

    private static async Task EndAsync(Ring ring)
    {
        await ring.DeleteAsync((await OnePodAsync(ring)).Owner!.Value);
        await ring.UntilAsync(state => state.Pods.Count == 0);
    }

    /// <summary>What is on the books of pods, by its start; the end of what goes on is unset.</summary>
    private static async Task<List<(DateTimeOffset From, DateTimeOffset To)>> BookedAsync(Ring ring) =>
        [.. (await ring.LedgerAsync()).Where(record => record.Kind == UsageKind.ContainerGroup && record.EndedAt != record.StartedAt).OrderBy(record => record.StartedAt).Select(record => (record.StartedAt, record.EndedAt ?? default))];
}
