using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Storage;
using Burst.Core.Workloads;
using Burst.Testing.Builders;
using static Burst.Scheduling.Tests.Repatriation.RepatriationBench;

namespace Burst.Scheduling.Tests.Repatriation;

/// <summary>Whether and when a spilled pod is given one that is to take its place.</summary>
public class BeginTests
{
    [Fact]
    public void RoomForLongEnough_OneIsStartedOnTheVm_BesideTheSpilledOne()
    {
        var bench = Spilled(OneMore).UntilBegun();

        Assert.Equal(4, Web(bench).Count);
        Assert.Equal(OnAci(bench).Uid, Relief(bench)!.Relieves);
        Assert.Equal("vm-1", Relief(bench)!.Placement!.Node.Value);
        Assert.Contains(bench.Events, item => item.Reason == "Repatriating" && item.Uid == OnAci(bench).Metadata.Uid);
        Assert.Contains($"takes the place of {OnAci(bench).Metadata.Name} on aci-eastus once it is ready", bench.Decisions.Last(decision => decision.Pod == Relief(bench)!.Uid).Reason, StringComparison.Ordinal);
        Assert.Contains($"stays until {Relief(bench)!.Metadata.Name} on vm-1 is ready", bench.Decisions.Last(decision => decision.Pod == OnAci(bench).Uid).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void RoomForLessThanThat_NothingIsStarted()
    {
        var bench = Spilled(OneMore).MakeRoom();
        bench.Pass(290, step: 10);

        Assert.Null(Relief(bench));
        Assert.NotNull(bench.Deployment.Rollout.VmRoomSince);
    }

    [Fact]
    public void RoomThatGoesMeanwhile_CountsFromWhenItIsThereAgain()
    {
        var bench = Spilled(OneMore).MakeRoom();
        bench.Pass(240, step: 10);
        bench.Put(A.Pod("third", cpuMillis: 2000)).HostsObey().Pass(60, step: 10);
        Assert.Null(bench.Deployment.Rollout.VmRoomSince);

        bench.RequestDeletion(bench.State.Pods.Single(pod => pod.Metadata.Name == "third")).HostsObey().Pass(280, step: 10);
        Assert.Null(Relief(bench));
        bench.Pass(60, step: 10);

        Assert.NotNull(Relief(bench));
    }

    [Fact]
    public void SinceWhen_SurvivesARestart()
    {
        var bench = Spilled(OneMore).MakeRoom();
        bench.Pass(240, step: 10);
        var again = new PlannerBench([.. bench.State.Nodes, .. bench.State.Pods, .. bench.State.Policies, .. bench.State.Deployments]);
        again.Advance((bench.Now - again.Now).TotalSeconds).Pass(90, step: 10);

        Assert.NotNull(Relief(again));
    }

    [Fact]
    public void SinceWhen_InTheFuture_CountsFromNow()
    {
        var bench = Spilled(OneMore).MakeRoom();
        bench.Put(bench.Deployment with { Rollout = bench.Deployment.Rollout with { VmRoomSince = bench.Now.AddHours(1) } });

        Assert.Equal(bench.Now, bench.Deployment.Rollout.VmRoomSince);
    }

    [Fact]
    public void PolicySaysHowLong()
    {
        var bench = Spilled(OneMore, Policy() with { RepatriateAfter = TimeSpan.FromSeconds(20) }).MakeRoom();
        bench.Pass(15, step: 5);
        Assert.Null(Relief(bench));
        bench.Pass(40, step: 5);

        Assert.Equal(3, Web(bench).Count(pod => !IsOnAci(pod)));
    }

    [Fact]
    public void PolicySaysNever_ItStays() => AssertStays(Spilled(OneMore, Policy() with { RepatriateAfter = Timeout.InfiniteTimeSpan }).MakeRoom());

    [Theory]
    [InlineData(BurstMode.Prefer)]
    [InlineData(BurstMode.Always)]
    public void PolicyThatWantsVirtualNodes_ItStays(BurstMode mode) => AssertStays(Spilled(OneMore).Put(Policy(mode)).MakeRoom());

    [Fact]
    public void PolicyThatNoLongerLetsItSpill_ItComesBack()
    {
        var bench = Spilled(OneMore).Put(Policy(BurstMode.Never)).MakeRoom();
        bench.Pass(340, step: 10);

        Assert.NotNull(Relief(bench));
    }

    [Fact]
    public void Recreate_ItStays() => AssertStays(Spilled(rolling: null).MakeRoom());

    [Fact]
    public void NoSurge_ItStays() => AssertStays(Spilled(new RollingUpdate { MaxSurge = PodShare.Pods(0), MaxUnavailable = PodShare.Pods(1) }).MakeRoom());

    [Fact]
    public void Paused_ItStays() => AssertStays(Spilled(OneMore).MakeRoom().Set(ClusterSettings.Paused, "true"));

    [Fact]
    public void CordonedNode_ItStays()
    {
        var bench = Spilled(OneMore).MakeRoom();
        AssertStays(bench.Put(bench.State.FindNode(NodeName.Parse("vm-1"))! with { IsCordoned = true }));
    }

    [Fact]
    public void NodeThatIsNotReady_ItStays() => AssertStays(Spilled(OneMore).MakeRoom().SetReady("vm-1", false), seconds: 280);

    [Fact]
    public void PodOfItThatIsNotReady_ItStays()
    {
        var bench = Spilled(OneMore).MakeRoom();
        bench.SetReady(Web(bench)[0], false).Pass(900, step: 10);

        Assert.Null(Relief(bench));
    }

    [Fact]
    public void RolloutThatIsUnderWay_ItStays()
    {
        var bench = Spilled(OneMore).MakeRoom();
        bench.StartsReady = false;
        bench.Put(bench.Deployment with { Template = A.Template(A.Spec(cpuMillis: 900), "app=web") }).HostsObey().Pass(900, step: 10);

        Assert.Null(Relief(bench));
        Assert.Null(bench.Deployment.Rollout.VmRoomSince);
    }

    [Fact]
    public void SomethingWaitsThatCouldGoThereInTime_TheRoomIsLeftToIt()
    {
        // Two of four cores are free, and what waits needs four.
        var bench = Spilled(OneMore).MakeRoom().Put(A.Pod("large", cpuMillis: 4000));
        AssertStays(bench);

        bench.Put(bench.State.Pods.Single(pod => pod.Metadata.Name == "large") with { Spec = A.Spec(cpuMillis: 5000) }).Pass(340, step: 10);
        Assert.NotNull(Relief(bench));
    }

    [Fact]
    public void PublicAddress_ItStays()
    {
        var spec = A.Spec() with { PublicAddress = new PublicAddress(null) };
        var bench = new PlannerBench(A.VirtualNode(), Policy(), A.Deployment(replicas: 1, template: A.Template(spec)) with { RollingUpdate = OneMore });
        bench.Settle().Advance(5).HostsObey();

        AssertStays(bench.Put(A.VmNode("vm-1", 4000)));
    }

    [Fact]
    public void StoppedPod_ItStays()
    {
        var bench = Spilled(OneMore).MakeRoom();
        var stopped = OnAci(bench);
        AssertStays(bench.Put(stopped with { Stop = new PodStop(PodStopStage.Stopped, bench.Now) }));
    }

    [Fact]
    public void JobThatHasSpilled_IsNotMoved()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Policy(), A.Job());
        bench.Settle().Advance(5).HostsObey();
        bench.Put(A.VmNode("vm-1", 4000)).Pass(900, step: 10);

        Assert.Single(bench.State.Pods, pod => pod.IsActive);
    }

    [Fact]
    public void SeveralSpilledPods_ComeBackOneAtATime_TheNextAtOnce()
    {
        var bench = new PlannerBench(A.VirtualNode(), Policy(), A.Deployment(replicas: 3) with { RollingUpdate = OneMore });
        bench.Settle().Advance(5).HostsObey();
        bench.Put(A.VmNode("vm-1", 4000));
        bench.StartsReady = false;
        bench.Pass(600, step: 10).HostsObey();
        Assert.Single(bench.State.Pods, pod => pod.IsRelief);

        var first = Relief(bench)!;
        bench.SetReady(first, true).HostsObey().Settle();
        bench.Pass(30, step: 10);

        Assert.NotEqual(first.Uid, Relief(bench)!.Uid);
        Assert.Equal(2, Web(bench).Count(IsOnAci));
    }

    [Fact]
    public void ManyDeployments_OnlySoManyAtOnce()
    {
        ClusterObject[] services = [.. Enumerable.Range(1, 5).Select(i => A.Deployment($"web{i}", replicas: 1, labels: "app=web") with { RollingUpdate = OneMore })];
        var bench = new PlannerBench([A.VirtualNode(), Policy(), .. services]) { Options = new() { RepatriationsMax = 2 } };
        bench.Settle().Advance(5).HostsObey();
        bench.Put(A.VmNode("vm-1", 8000));
        bench.StartsReady = false;
        bench.Pass(400, step: 10).HostsObey();

        Assert.Equal(2, bench.State.ReliefCount);
        foreach (var relief in bench.State.Pods.Where(pod => pod.IsRelief).ToList())
            bench.SetReady(relief, true);
        bench.HostsObey().Pass(40, step: 10);
        Assert.Equal(2, bench.State.ReliefCount);
        Assert.Equal(3, bench.Active.Count(IsOnAci));
    }

    [Fact]
    public void NothingSpilled_NothingIsLookedAt()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", 4000), A.VirtualNode(), Policy(), A.Deployment(replicas: 3) with { RollingUpdate = OneMore });
        bench.Settle().HostsObey();

        bench.Pass(30, step: 10);
        Assert.DoesNotContain(bench.Wakes, wake => wake.At > bench.Now && wake.Key.Kind == ObjectKind.Deployment && wake.At < bench.Now.AddSeconds(60));
        Assert.Null(bench.Deployment.Rollout.VmRoomSince);
    }

    private static void AssertStays(PlannerBench bench, double seconds = 900)
    {
        bench.Pass(seconds, step: 10);
        Assert.Equal(0, bench.State.ReliefCount);
        Assert.Contains(Web(bench), IsOnAci);
        Assert.Null(bench.Deployment.Rollout.VmRoomSince);
    }
}
