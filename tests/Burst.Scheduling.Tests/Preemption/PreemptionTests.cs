using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Preemption;

public class PreemptionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PodOfHigherPriority_HasAnotherEnded_IsNominated_AndGetsThePlaceOnceItIsGone(bool writesReasons)
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")) { Options = new() { WritesReasons = writesReasons } }.Settle().HostsObey();
        bench.Put(Ranked("high", 10));

        Assert.Equal(HostState.DeleteIntended, Find(bench, "low").HostState);
        Assert.Equal("vm-1", Find(bench, "high").NominatedNode?.Value);
        Assert.Null(bench.NodeOf("high"));
        bench.HostsObey();

        Assert.Equal("vm-1", bench.NodeOf("high"));
        Assert.Null(Find(bench, "high").NominatedNode);
        Assert.DoesNotContain(bench.State.Pods, pod => pod.Metadata.Name == "low");
    }

    /// <summary>More nodes are refused by their hosts than are compared at least; the one that is open has the least to offer.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(130)]
    public void NodesWhoseHostsCannotRunIt_AreLeftOut_HoweverManyTheyAre(int closed)
    {
        var nodes = Enumerable.Range(0, closed).Select(number => A.VmNode($"closed-{number}", cpuMillis: 1000)).Append(A.VmNode("open", cpuMillis: 1000)).ToList();
        var there = nodes.Select((node, number) =>
        {
            var pod = A.Pod($"low-{number}", cpuMillis: node.Name.Value == "open" ? 1000 : 900) with { Priority = node.Name.Value == "open" ? 5 : 0 };
            return pod with { Spec = pod.Spec with { NodeName = node.Name } };
        });
        var bench = new PlannerBench([.. nodes, .. there]).Settle().HostsObey();
        bench.Limits = (name, _) => name.Value == "open" ? null : "it has no such device";
        bench.Put(Ranked("high", 10));

        Assert.Equal("open", Find(bench, "high").NominatedNode?.Value);
        Assert.Single(bench.State.Pods, pod => pod.HostState == HostState.DeleteIntended);
    }

    [Fact]
    public void BothSides_SayWhoAndWhy()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")).Settle().HostsObey();
        bench.Put(Ranked("high", 10));

        var told = Assert.Single(bench.Events, told => told.Reason == "Preempted");
        Assert.Equal((ObjectKind.Pod, "low"), (told.Regarding.Kind, told.Regarding.Name));
        Assert.Equal("Preempted by default/high (priority 10) on node vm-1; its own priority is 0.", told.Message);
        Assert.Contains("preempted by default/high (priority 10) on vm-1", bench.Decisions.Last(decision => decision.PodName == "low").Reason);
        Assert.Equal("0/1 nodes fit: 1 insufficient cpu; preempts default/low (priority 0) on vm-1, and their room is kept for it.", bench.MessageOf("high"));
        Assert.Equal(bench.MessageOf("high"), bench.Decisions.Last(decision => decision.PodName == "high").Reason);
    }

    [Fact]
    public void OwnedPod_IsReplacedByItsOwner_WhichWaits()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Deployment(replicas: 1)).Settle().HostsObey();
        bench.Put(Ranked("high", 10)).HostsObey();

        Assert.Equal("vm-1", bench.NodeOf("high"));
        Assert.Single(bench.Waiting, pod => pod.Owner is not null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void EqualOrHigherPriority_IsNotEnded(int priority)
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("there")).Settle().HostsObey();
        bench.Put(Ranked("late", priority));

        Assert.Equal(HostState.Created, Find(bench, "there").HostState);
        Assert.Null(Find(bench, "late").NominatedNode);
    }

    [Fact]
    public void PreemptionPolicyNever_Waits()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")).Settle().HostsObey();
        bench.Put(Ranked("high", 10) with { PreemptionPolicy = PreemptionPolicy.Never });

        Assert.Equal(HostState.Created, Find(bench, "low").HostState);
    }

    [Fact]
    public void WhileVictimsEnd_NoOthersAreEndedForIt()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", cpuMillis: 1000), A.VmNode("vm-2", cpuMillis: 1000), A.Pod("low-1"), A.Pod("low-2")).Settle().HostsObey();
        bench.Put(Ranked("high", 10));
        bench.Put(A.ConfigMap("other", "a=1")).Advance(60);

        Assert.Single(bench.State.Pods, pod => pod.HostState == HostState.DeleteIntended);
    }

    [Fact]
    public void RoomIsKept_FromThoseOfNoHigherPriority()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 2000), A.Pod("low-1"), A.Pod("low-2")).Settle().HostsObey();
        bench.Put(Ranked("high", 10, cpuMillis: 1500));
        bench.Finish(Find(bench, "low-1"), PodPhase.Succeeded);
        ObeyOne(bench, "low-1");
        bench.Put(Ranked("equal", 10, cpuMillis: 1000), Ranked("lower", 5, cpuMillis: 500));
        Assert.Null(bench.NodeOf("lower"));
        Assert.Null(bench.NodeOf("equal"));

        bench.HostsObey();
        Assert.Equal("vm-1", bench.NodeOf("high"));
        Assert.Equal("vm-1", bench.NodeOf("lower"));
    }

    [Fact]
    public void HigherPriority_TakesRoomThatIsKept_AndTheOtherLooksAnew()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", cpuMillis: 1000), A.VmNode("vm-2", cpuMillis: 1000), A.Pod("low-1"), Ranked("mid", 5)).Settle().HostsObey();
        bench.Put(Ranked("high", 10));
        Assert.Equal(HostState.DeleteIntended, Find(bench, "low-1").HostState);
        bench.Put(Ranked("highest", 20)).HostsObey();

        Assert.Equal(bench.State.Nodes.Select(node => node.Metadata.Name), new[] { bench.NodeOf("high"), bench.NodeOf("highest") }.Order());
        Assert.DoesNotContain(bench.State.Pods, pod => pod.Metadata.Name is "low-1" or "mid");
    }

    [Fact]
    public void NominatedPodThatGoes_LeavesTheRoomToOthers()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")).Settle().HostsObey();
        bench.Put(Ranked("high", 10)).Put(Ranked("next", 0));
        bench.RequestDeletion(Find(bench, "high")).HostsObey();

        Assert.Equal("vm-1", bench.NodeOf("next"));
    }

    [Fact]
    public void NodeThatDoesNotAnswer_IsNominatedNoLonger()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", cpuMillis: 1000), A.VmNode("vm-2", cpuMillis: 1000), A.Pod("low"), Ranked("mid", 5)).Settle().HostsObey();
        bench.Put(Ranked("high", 10));
        var first = Find(bench, "high").NominatedNode!.Value;
        bench.SetReady(first.Value, false);

        Assert.NotEqual(first, Find(bench, "high").NominatedNode);
        Assert.NotNull(Find(bench, "high").NominatedNode);
    }

    [Fact]
    public void Nomination_SurvivesARestart()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")).Settle().HostsObey();
        bench.Put(Ranked("high", 10));

        var again = new PlannerBench([.. bench.State.Pods, .. bench.State.Nodes]).Settle();
        again.Put(Ranked("other", 10));

        Assert.Equal("vm-1", Find(again, "high").NominatedNode?.Value);
        again.HostsObey();
        Assert.Equal("vm-1", again.NodeOf("high"));
        Assert.Null(again.NodeOf("other"));
    }

    [Fact]
    public void PodThatMaySpill_SpillsRatherThanHaveOthersEnded()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.VirtualNode(), A.Pod("low"), A.Policy("spill", BurstMode.Overflow, 30, "app=web")).Settle().HostsObey();
        bench.Put(Ranked("high", 10, labels: "app=web"));
        Assert.Equal(HostState.Created, Find(bench, "low").HostState);
        Assert.Null(bench.NodeOf("high"));

        bench.Advance(31);
        Assert.Equal("aci-eastus", bench.NodeOf("high"));
        Assert.Equal(HostState.Created, Find(bench, "low").HostState);
    }

    [Fact]
    public void PodWhoseSpillIsRefused_HasOthersEnded_OnceItMightHaveSpilled()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.VirtualNode(coreQuota: 0), A.Pod("low"), A.Policy("spill", BurstMode.Overflow, 30, "app=web")).Settle().HostsObey();
        bench.Put(Ranked("high", 10, labels: "app=web"));
        Assert.Equal(HostState.Created, Find(bench, "low").HostState);

        bench.Advance(31).HostsObey();
        Assert.Equal("vm-1", bench.NodeOf("high"));
    }

    [Fact]
    public void GroupsThatCannotBeCreatedSoFast_AreWaitedFor()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.VirtualNode(), A.Pod("low"), A.Policy("spill", BurstMode.Overflow, 0, "app=web")) { Options = new() { CreatesPer5Minutes = 1 } }.Settle().HostsObey();
        bench.Put(Ranked("high-1", 10, labels: "app=web"), Ranked("high-2", 10, labels: "app=web"));

        Assert.Equal(HostState.Created, Find(bench, "low").HostState);
        bench.Advance(400);
        Assert.Equal(2, bench.State.Pods.Count(pod => pod.Placement is { Tier.IsVm: false }));
    }

    [Fact]
    public void Gang_HasNobodyEnded_ThoughItsMembersMayBe()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")).Settle().HostsObey();
        bench.Put([.. Enumerable.Range(0, 2).Select(i => Ranked($"member-{i}", 10, cpuMillis: 100) with { Gang = new PodGang("gang", 2) })]);

        Assert.Equal(HostState.Created, Find(bench, "low").HostState);
    }

    [Fact]
    public void DisruptionBudget_IsKeptAcrossVictimsOfOneStep()
    {
        var bench = new PlannerBench(
            A.VmNode("vm-1", cpuMillis: 1000), A.VmNode("vm-2", cpuMillis: 1000), A.VmNode("vm-3", cpuMillis: 1000),
            A.Pod("kept-1", labels: "app=kept"), A.Pod("kept-2", labels: "app=kept"), Ranked("mid", 5),
            new PodDisruptionBudget { Metadata = A.Meta("budget"), Selector = A.Map("app=kept"), MinAvailable = new(1, false) }).Settle().HostsObey();
        bench.Put(Ranked("high-1", 10), Ranked("high-2", 10));

        Assert.Equal(["kept", "mid"], bench.State.Pods.Where(pod => pod.HostState == HostState.DeleteIntended).Select(pod => pod.Metadata.Name.Split('-')[0]).Order());
    }

    [Fact]
    public void LowerPriorityThatIsPlacedLater_HasThePodThatWaitsTriedAgain()
    {
        var bench = new PlannerBench(A.VmNode("vm-1", cpuMillis: 1000), A.VmNode("vm-2", cpuMillis: 2000, cordoned: true), Ranked("equal", 10)).Settle().HostsObey();
        bench.Put(Ranked("high", 10));
        Assert.Null(bench.NodeOf("high"));
        bench.Finish(Find(bench, "equal"), PodPhase.Succeeded);
        bench.Put(Ranked("low", 0, cpuMillis: 900)).HostsObey();

        Assert.Equal("vm-1", bench.NodeOf("high"));
        Assert.Null(bench.NodeOf("low"));
    }

    [Fact]
    public void NamespaceThatHoldsMore_DoesNotHavePodsOfOneThatHoldsLessEnded()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 4000), A.Deployment(replicas: 3, ns: "hog"), A.Pod("poor", "poor")).Settle().HostsObey();
        bench.Put(Ranked("urgent", 1000, ns: "hog"));

        Assert.Equal(HostState.Created, Find(bench, "poor").HostState);
        Assert.Single(bench.State.Pods, pod => pod.HostState == HostState.DeleteIntended && pod.Metadata.Namespace == "hog");
    }

    [Fact]
    public void NamespaceThatHoldsLess_HasPodsOfOneThatHoldsMoreEnded_UntilBothHoldAlike()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 4000), A.Deployment(replicas: 4, ns: "hog")).Settle().HostsObey();
        bench.Put([.. Enumerable.Range(0, 4).Select(i => Ranked($"urgent-{i}", 1000, ns: "poor"))]).HostsObey();

        Assert.Equal(3, bench.Active.Count(pod => pod.Metadata.Namespace == "poor" && pod.Placement is not null));
        Assert.Equal(1, bench.Active.Count(pod => pod.Metadata.Namespace == "hog" && pod.Placement is not null));
    }

    [Fact]
    public void PodThatRelievesAnother_AndGatedAndPausedOnes_HaveNobodyEnded()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 1000), A.Pod("low")).Settle().HostsObey();
        var gated = Ranked("gated", 10);
        bench.Put(gated with { Spec = gated.Spec with { SchedulingGates = ["example.com/gate"] } });
        Assert.Equal(HostState.Created, Find(bench, "low").HostState);

        bench.Set(ClusterSettings.Paused, "true").Put(Ranked("high", 10));
        Assert.Equal(HostState.Created, Find(bench, "low").HostState);

        bench.Set(ClusterSettings.Paused, null);
        Assert.Equal(HostState.DeleteIntended, Find(bench, "low").HostState);
    }

    private static Pod Find(PlannerBench bench, string name) => bench.State.Pods.Single(pod => pod.Metadata.Name == name);

    private static void ObeyOne(PlannerBench bench, string name) => bench.Put(Find(bench, name) with { HostState = HostState.Gone });

    private static Pod Ranked(string name, int priority, string ns = "default", long cpuMillis = 1000, string labels = "") =>
        A.Pod(name, ns, labels: labels, cpuMillis: cpuMillis) with { Priority = priority };
}
