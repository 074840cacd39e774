using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Scheduling.Repatriation;
using Burst.Testing.Builders;
using static Burst.Scheduling.Tests.Repatriation.RepatriationBench;

namespace Burst.Scheduling.Tests.Repatriation;

/// <summary>What becomes of a spilled pod and of the one that is to take its place.</summary>
public class ReliefTests
{
    private readonly PlannerBench bench = Spilled(OneMore).UntilBegun();
    private readonly Pod relief;
    private readonly Pod spilled;

    public ReliefTests() => (relief, spilled) = (Relief(bench)!, OnAci(bench));

    [Fact]
    public void Ready_TheSpilledOneEnds_AndItIsAReplicaLikeTheOthers()
    {
        bench.SetReady(relief, true);
        Assert.Equal(HostState.DeleteIntended, bench.Latest(spilled).HostState);
        Assert.Null(bench.Latest(relief).Relieves);
        bench.HostsObey();

        Assert.Equal(3, Web(bench).Count);
        Assert.DoesNotContain(Web(bench), IsOnAci);
        Assert.True(bench.Step().IsEmpty);
        Assert.Contains(bench.Events, item => item.Reason == "Repatriated" && item.Uid == spilled.Metadata.Uid);
        Assert.Contains($"ends, since {relief.Metadata.Name} on vm-1 is ready", bench.Decisions.Last(decision => decision.Pod == spilled.Uid).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void NotReady_TheSpilledOneStays()
    {
        bench.Pass(550, step: 10);

        Assert.True(bench.Latest(spilled).IsActive);
        Assert.Equal(4, Web(bench).Count);
    }

    [Fact]
    public void ReadyForLessThanMinReady_TheSpilledOneStaysUntilThen()
    {
        bench.Put(bench.Deployment with { MinReady = TimeSpan.FromSeconds(30) }).SetReady(relief, true);
        bench.Advance(29);
        Assert.True(bench.Latest(spilled).IsActive);

        bench.Advance(1);
        Assert.False(bench.Latest(spilled).IsActive);
    }

    [Fact]
    public void NotReadyByTheProgressDeadline_ItIsTakenBack_AndTriedAgainLater()
    {
        bench.Pass(600, step: 10).HostsObey();
        Assert.Null(bench.State.FindPod(relief.Uid));
        Assert.Contains(bench.Events, item => item.Reason == "RepatriationGivenUp" && item.Message.Contains("not available within 600 seconds", StringComparison.Ordinal));
        Assert.Equal(3, Web(bench).Count);

        bench.Pass(260, step: 10);
        Assert.Null(Relief(bench));
        bench.Pass(60, step: 10);
        Assert.NotNull(Relief(bench));
    }

    [Fact]
    public void ItFails_ItIsEndedAlone_AndTriedAgainLater()
    {
        bench.Finish(relief, PodPhase.Failed).HostsObey();
        Assert.Equal(3, Web(bench).Count);
        Assert.Null(Relief(bench));

        bench.Pass(280, step: 10);
        Assert.Null(Relief(bench));
        bench.Pass(60, step: 10);
        Assert.NotNull(Relief(bench));
    }

    [Fact]
    public void ItFailsAgainAndAgain_EachTryComesLaterThanTheLast_UntilOneSucceeds()
    {
        var failing = relief;
        foreach (var wait in (int[])[300, 600, 1200, 2400, 3600, 3600])
        {
            bench.Finish(failing, PodPhase.Failed).HostsObey();
            bench.Pass(wait - 20, step: 10);
            Assert.Null(Relief(bench));
            bench.Pass(60, step: 10);
            failing = Relief(bench)!;
            Assert.NotNull(failing);
            bench.HostsObey();
        }

        Assert.Equal(6, bench.Deployment.Rollout.RepatriationFailures);
        bench.SetReady(bench.Latest(failing), true);
        Assert.Null(Relief(bench));
        Assert.Equal(0, bench.Deployment.Rollout.RepatriationFailures);
    }

    [Fact]
    public void ItIsTakenBackAgain_TheNextTryComesLater()
    {
        bench.Pass(600, step: 10).HostsObey();
        Assert.Equal(1, bench.Deployment.Rollout.RepatriationFailures);
        bench.Pass(320, step: 10).HostsObey();
        Assert.NotNull(Relief(bench));
        bench.Pass(600, step: 10).HostsObey();
        Assert.Equal(2, bench.Deployment.Rollout.RepatriationFailures);

        bench.Pass(560, step: 10);
        Assert.Null(Relief(bench));
        bench.Pass(60, step: 10);
        Assert.NotNull(Relief(bench));
    }

    [Fact]
    public void WaitForTheNextTry_IsThePolicys_ThenTwiceAsLong_UpToAnHour()
    {
        var (fast, slow) = (Policy() with { RepatriateAfter = TimeSpan.Zero }, Policy() with { RepatriateAfter = TimeSpan.FromHours(3) });

        Assert.Equal([0, 30, 60, 120, 3600, 3600], ((int[])[0, 1, 2, 3, 8, 1000]).Select(failures => RepatriationRules.WaitOf(fast, failures).TotalSeconds));
        Assert.Equal([300, 300, 600, 3600], ((int[])[0, 1, 2, 5]).Select(failures => RepatriationRules.WaitOf(null, failures).TotalSeconds));
        Assert.Equal([3, 3, 3], ((int[])[0, 1, 5]).Select(failures => RepatriationRules.WaitOf(slow, failures).TotalHours));
    }

    [Fact]
    public void ItFailsAgainAndAgain_WhatTheDeploymentMissesMeanwhileIsReplacedAtOnce()
    {
        bench.Finish(relief, PodPhase.Failed).HostsObey();

        bench.Finish(Web(bench)[0], PodPhase.Failed, ranFor: TimeSpan.FromHours(1));

        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void ItsNodeRefusesIt_ItIsTakenBack()
    {
        bench.Put(bench.Latest(relief) with { HostState = HostState.None, Placement = null, Phase = PodPhase.Pending, StartedAt = null, Containers = [] });

        Assert.Null(bench.State.FindPod(relief.Uid));
        Assert.Equal(3, Web(bench).Count);
        Assert.Null(Relief(bench));
    }

    [Fact]
    public void ItsNodeIsLost_TheSpilledOneStays_AndTheOthersAreReplaced()
    {
        bench.SetReady("vm-1", false).Advance(301);

        Assert.True(bench.Latest(relief).IsLost);
        Assert.True(bench.Latest(spilled).IsActive);
        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void ReadyOnANodeThatIsSilent_TheSpilledOneStays()
    {
        bench.State.Apply(new Core.Storage.Change.Put(bench.State.FindNode(NodeName.Parse("vm-1"))! with { Readiness = A.Readiness(false, bench.Now) }));
        bench.SetReady(relief, true);

        Assert.True(bench.Latest(spilled).IsActive);
    }

    [Fact]
    public void SpilledOneEndsByItself_ItTakesItsPlaceAsItIs()
    {
        bench.Finish(spilled, PodPhase.Failed, ranFor: TimeSpan.FromHours(1)).HostsObey();

        Assert.Null(bench.Latest(relief).Relieves);
        Assert.Equal(3, Web(bench).Count);
        bench.Pass(900, step: 10);
        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void SpilledOneIsDeletedByItsUser_ItTakesItsPlaceAsItIs()
    {
        bench.RequestDeletion(spilled).HostsObey();

        Assert.Equal(relief.Uid, Assert.Single(Web(bench), pod => pod.Uid == relief.Uid).Uid);
        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void ItIsDeletedByItsUserOrDrained_TheSpilledOneStays()
    {
        bench.RequestDeletion(relief).HostsObey();

        Assert.True(bench.Latest(spilled).IsActive);
        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void AnotherPodIsMissing_ItStandsInForThat()
    {
        var other = Web(bench).First(pod => pod.Uid != relief.Uid && pod.Uid != spilled.Uid);
        bench.RequestDeletion(other);

        Assert.Equal(3, Web(bench).Count);
        Assert.Null(bench.Latest(relief).Relieves);
        Assert.True(bench.Latest(spilled).IsActive);
    }

    [Fact]
    public void AnotherPodIsNotReady_TheSpilledOneWaitsForIt_ButNotForEver()
    {
        var other = Web(bench).First(pod => pod.Uid != relief.Uid && pod.Uid != spilled.Uid);
        bench.SetReady(other, false).SetReady(relief, true);
        Assert.True(bench.Latest(spilled).IsActive);
        bench.Pass(550, step: 10);
        Assert.True(bench.Latest(spilled).IsActive);

        bench.Pass(60, step: 10);
        Assert.False(bench.State.FindPod(spilled.Uid) is { IsActive: true });
        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void ScaledUp_ItIsOneOfThem()
    {
        bench.Put(bench.Deployment with { Replicas = 4 });

        Assert.Equal(4, Web(bench).Count);
        Assert.Equal(0, bench.State.ReliefCount);
    }

    [Fact]
    public void ScaledDown_ItIsTakenBack()
    {
        bench.Put(bench.Deployment with { Replicas = 2 }).HostsObey();

        Assert.Null(bench.State.FindPod(relief.Uid));
        Assert.Equal(2, Web(bench).Count);
    }

    [Fact]
    public void ScaledToNothing_NothingIsLeft()
    {
        bench.Put(bench.Deployment with { Replicas = 0 }).HostsObey();

        Assert.Empty(Web(bench));
    }

    [Fact]
    public void Deleted_BothGo()
    {
        bench.RequestDeletion(bench.Deployment).HostsObey();

        Assert.Empty(bench.State.Pods);
        Assert.Empty(bench.State.Deployments);
    }

    [Fact]
    public void TemplateChanged_ItIsTakenBack_AndTheUpdateKeepsToItsBounds()
    {
        bench.Put(bench.Deployment with { Template = A.Template(A.Spec(cpuMillis: 900), "app=web") });

        // It holds its place until it is gone: there is room for none of the new ones beside the three and the one it may have more.
        Assert.False(bench.Latest(relief).IsActive);
        Assert.Equal(3, Web(bench).Count);
        Assert.Equal(4, bench.State.Pods.Count(pod => pod.HoldsCapacity && pod.Owner is not null));

        bench.StartsReady = true;
        bench.HostsObey().Advance(5).HostsObey();
        Assert.Equal(3, Web(bench).Count);
        Assert.All(Web(bench), pod => Assert.Equal(900, pod.Spec.TotalRequests.CpuMillis));
    }

    [Fact]
    public void StrategyThatAllowsNoneMore_ItIsTakenBack()
    {
        bench.Put(bench.Deployment with { RollingUpdate = null }).HostsObey();

        Assert.Null(bench.State.FindPod(relief.Uid));
        Assert.True(bench.Latest(spilled).IsActive);
    }

    [Fact]
    public void PolicyThatWantsVirtualNodes_ItIsTakenBackAtTheNextLook()
    {
        bench.Put(Policy(BurstMode.Always));
        bench.Put(bench.Deployment).HostsObey();

        Assert.Null(bench.State.FindPod(relief.Uid));
        Assert.Equal(3, Web(bench).Count);
    }

    [Fact]
    public void ClockSetBack_ItIsNotWaitedForUntilTheClockHasCaughtUp()
    {
        bench.Put(bench.Latest(relief) with { Metadata = bench.Latest(relief).Metadata with { CreatedAt = bench.Now.AddHours(3) } }).HostsObey();

        Assert.Null(bench.State.FindPod(relief.Uid));
        Assert.True(bench.Latest(spilled).IsActive);
    }

    [Fact]
    public void AfterARestart_ThePairGoesOn()
    {
        var again = new PlannerBench([.. bench.State.Nodes, .. bench.State.Pods, .. bench.State.Policies, .. bench.State.Deployments]) { StartsReady = false };
        again.Advance((bench.Now - again.Now).TotalSeconds);
        Assert.Equal(4, Web(again).Count);
        Assert.Equal(relief.Uid, Relief(again)!.Uid);

        again.SetReady(relief, true).HostsObey();
        Assert.Equal(3, Web(again).Count);
        Assert.DoesNotContain(Web(again), IsOnAci);
    }
}
