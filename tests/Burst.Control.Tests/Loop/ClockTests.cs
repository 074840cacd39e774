using Burst.Control.Loop;
using Burst.Core.Pods;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;
using Burst.Testing.Time;

namespace Burst.Control.Tests.Loop;

public class ClockTests
{
    [Fact]
    public void SteadyTime_RunsOnOverAJump_AndDrawsNearByAQuarterOfWhatPasses()
    {
        var real = new ManualTimeProvider();
        var wall = new JumpingClock(real);
        var steady = new SteadyTime(wall);
        wall.Offset = TimeSpan.FromHours(-1);

        real.Advance(TimeSpan.FromMinutes(8));
        Assert.Equal(A.Start.AddMinutes(6), steady.GetUtcNow());

        for (var i = 0; i < 300; i++)
        {
            real.Advance(TimeSpan.FromMinutes(1));
            _ = steady.GetUtcNow();
        }

        Assert.Equal(wall.GetUtcNow(), steady.GetUtcNow());
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(-30, 0)] // As a rule: the record lies behind.
    [InlineData(300, 0)] // A clock that was wrong by hours is not followed.
    public void SteadyTime_GoesOnFromWhatIsOnRecord(double minutesAhead, double expectedMinutes)
    {
        var real = new ManualTimeProvider();
        var steady = new SteadyTime(real);
        steady.GoOnFrom(A.Start.AddMinutes(minutesAhead));
        Assert.Equal(A.Start.AddMinutes(expectedMinutes), steady.GetUtcNow());

        real.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(A.Start.AddMinutes(expectedMinutes == 0 ? 4 : expectedMinutes + 3), steady.GetUtcNow());
    }

    [Fact]
    public void SteadyTime_GoesOnFromWhatWasWrittenWhileItWasNotAsked_AndDoesNotRunAhead()
    {
        var real = new ManualTimeProvider();
        var steady = new SteadyTime(real);
        real.Advance(TimeSpan.FromSeconds(14));

        steady.GoOnFrom(A.Start.AddSeconds(10));

        Assert.Equal(A.Start.AddSeconds(14), steady.GetUtcNow());
    }

    [Fact]
    public async Task ClockSetBack_AcrossARestart_NoWaitIsLongerForIt()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 1));
        await ring.RunAsync(30);
        host.NextCreates(CreateFate.UnknownBeforeEffect);
        host.Vanish(Assert.Single(host.Launches).Uid);
        await ring.UntilAsync(state => state.Pods.Any(pod => pod.HostAttempts == 1), 30);
        await ring.CrashAsync();
        ring.Clock.Offset = TimeSpan.FromMinutes(-9);
        await ring.StartAsync();

        await ring.UntilAsync(state => state.Pods.Any(pod => pod.Phase == PodPhase.Running), 60);
    }

    [Fact]
    public void SteadyTime_FollowsOrdinaryDriftAtOnce()
    {
        var real = new ManualTimeProvider();
        var wall = new JumpingClock(real);
        var steady = new SteadyTime(wall);

        wall.Offset = TimeSpan.FromMilliseconds(200);
        real.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(wall.GetUtcNow(), steady.GetUtcNow());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    public async Task ClockSet_WorkGoesOn_AndNoDeadlineStrikesForIt(double hours)
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        var spec = A.Spec(restart: RestartPolicy.Never, activeDeadline: TimeSpan.FromMinutes(10));
        await ring.ApplyAsync(A.Pod("before", cpuMillis: 500, spec: spec with { Containers = [spec.Containers[0] with { Requests = new(500, 512) }] }));
        await ring.RunAsync(30);
        host.NextCreates(CreateFate.UnknownAfterEffect, CreateFate.UnknownBeforeEffect);

        ring.Clock.Offset = TimeSpan.FromHours(hours);
        await ring.ApplyAsync(A.Pod("after", spec: spec with { Containers = [spec.Containers[0] with { Requests = new(500, 512) }] }));
        await ring.RunAsync(120);

        Assert.All(await ring.PodsAsync(), pod => Assert.Equal((HostState.Created, PodPhase.Running), (pod.HostState, pod.Phase)));
        Assert.Equal(2, host.Started.Count);
        Assert.All(await ring.LedgerAsync(), record => Assert.True(record.EndedAt is null || record.EndedAt >= record.StartedAt));
        await ring.UntilAsync(state => state.Pods.All(pod => pod.Reason == "DeadlineExceeded" && pod.HostState == HostState.Gone), 900);
        Assert.All(await ring.LedgerAsync(), record => Assert.True(record.EndedAt is null || record.EndedAt >= record.StartedAt));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task ClockSet_WhileANodeIsSilentForAMoment_ItsPodsAreNotReplaced(double hours)
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode());
        ring.AddHost(A.VmNode("vm-2"));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 1));
        await ring.UntilAsync(state => state.Pods.Any(pod => pod.Phase == PodPhase.Running), 30);
        var before = Assert.Single(await ring.PodsAsync());
        ring.Hosts.ToList().ForEach(each => each.IsReachable = false);
        await ring.RunAsync(60);

        ring.Clock.Offset = TimeSpan.FromHours(hours);
        await ring.RunAsync(60);
        ring.Hosts.ToList().ForEach(each => each.IsReachable = true);
        await ring.RunAsync(10);

        Assert.Equal(before.Uid, Assert.Single(await ring.PodsAsync()).Uid);
        Assert.Single(ring.Hosts.SelectMany(each => each.Started));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task ClockSet_AcrossARestart_WhatWasToBeRetriedIsRetriedInTime(double hours)
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.UnknownBeforeEffect);
        host.Runs = _ => PodRun.For(20);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Job(completions: 1));
        await ring.UntilAsync(state => state.Pods.Any(pod => pod.HostAttempts == 1), 30);
        await ring.CrashAsync();
        ring.Clock.Offset = TimeSpan.FromHours(hours);
        await ring.StartAsync();

        await ring.UntilAsync(state => state.Jobs.Single().Progress.Succeeded == 1 && state.Pods.All(pod => pod.HostState == HostState.Gone), 120);

        Assert.Single(host.Started);
        Assert.All(await ring.LedgerAsync(), record => Assert.True(record.EndedAt is null || record.EndedAt >= record.StartedAt));
    }

    [Fact]
    public async Task ClockSetBack_AcrossARestart_PodThatIsGoneIsMissedInTime()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);
        await ring.CrashAsync();
        ring.Clock.Offset = TimeSpan.FromHours(-1);
        await ring.StartAsync();
        await ring.RunAsync(5);

        host.Vanish(Assert.Single(host.Launches).Uid);
        await ring.RunAsync(10);

        Assert.Equal("Vanished", Assert.Single(await ring.PodsAsync()).Reason);
    }

    [Fact]
    public async Task HostClockSetBack_ItsSightsStillCount()
    {
        await using var ring = new Ring();
        var clock = new JumpingClock(ring.Time);
        var host = ring.AddHost(A.VmNode(), clock);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("one", spec: A.Spec(restart: RestartPolicy.Never)));
        await ring.RunAsync(10);

        clock.Offset = TimeSpan.FromHours(-1);
        var launch = Assert.Single(host.Launches);
        host.Runs = _ => PodRun.For(0);
        host.Plant(launch);
        await ring.RunAsync(10);

        Assert.True(Assert.Single(await ring.PodsAsync()).IsTerminal);
    }
}
