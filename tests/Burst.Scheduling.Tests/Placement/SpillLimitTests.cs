using Burst.Core.Policies;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class SpillLimitTests
{
    [Fact]
    public void GroupQuota_IsNeverPassed()
    {
        var bench = new PlannerBench(A.Job(completions: 9, parallelism: 9), A.VirtualNode(podsMax: 4), A.Policy(afterSeconds: 0)).Settle();

        Assert.Equal(4, Spilled(bench));
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 container group quota reached.", pod.Message));
    }

    [Fact]
    public void CoreQuota_CountsBilledCores()
    {
        var bench = new PlannerBench(
            A.Job(completions: 9, parallelism: 9, cpuMillis: 100), A.VirtualNode(coreQuota: 3), A.Policy(afterSeconds: 0)).Settle();

        Assert.Equal(3, Spilled(bench));
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 core quota reached.", pod.Message));
    }

    [Fact]
    public void MaxPods_HoldsAcrossSteps_AndCountsWhatIsBeingDeleted()
    {
        var bench = new PlannerBench(
            A.Job(completions: 9, parallelism: 9), A.VirtualNode(), A.Policy(afterSeconds: 0, maxPods: 3)).Settle().HostsObey();
        Assert.Equal(3, Spilled(bench));

        bench.Finish(bench.Active.First(pod => pod.Placement is not null), PodPhase.Succeeded);
        Assert.Equal(3, Spilled(bench));
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 maxPods reached.", pod.Message));

        bench.HostsObey();
        Assert.Equal(3, Spilled(bench));
        Assert.Equal(5, bench.Waiting.Count);
    }

    [Fact]
    public void MaxSpendPerHour_BoundsTheSumOfPrices()
    {
        // A group of 1 CPU and 1 GB costs $0.044 per hour here.
        var bench = new PlannerBench(
            A.Job(completions: 9, parallelism: 9), A.VirtualNode(), A.Policy(afterSeconds: 0, maxSpendPerHour: 0.10m)).Settle();

        Assert.Equal(2, Spilled(bench));
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 maxSpendPerHour reached.", pod.Message));
    }

    [Fact]
    public void ClusterCap_BoundsAllPoliciesTogether()
    {
        var bench = new PlannerBench(
            A.Job("one", completions: 3, parallelism: 3), A.Job("two", completions: 3, parallelism: 3), A.VirtualNode(),
            A.Policy("one", afterSeconds: 0, selector: "app=one"), A.Policy("two", afterSeconds: 0, selector: "app=two"))
        {
            Options = new PlannerOptions { SpendCapPerHour = Money.FromDollars(0.18m) },
        }.Settle();

        Assert.Equal(4, Spilled(bench));
        Assert.All(bench.Waiting, pod => Assert.Equal("0/1 nodes fit: 1 spend cap reached.", pod.Message));
    }

    [Fact]
    public void MaxPods_FreedByARelabelledPod_IsUsed()
    {
        var bench = new PlannerBench(
            A.VirtualNode(), A.Policy(afterSeconds: 0, maxPods: 1), A.Pod("one", labels: "app=batch", createdAt: A.Start.AddSeconds(-1)),
            A.Pod("two", labels: "app=batch")).Settle().HostsObey();
        Assert.Equal("0/1 nodes fit: 1 maxPods reached.", bench.MessageOf("two"));

        var one = bench.State.Pods.First(pod => pod.Placement is not null);
        bench.Put(one with { Metadata = one.Metadata with { Labels = A.Map("app=kept") } });

        Assert.Empty(bench.Waiting);
    }

    [Fact]
    public void PodRelabelledToAnotherPolicy_DoesNotWaitBehindItsSiblings()
    {
        var bench = new PlannerBench(
            A.Job(completions: 3, parallelism: 3), A.VirtualNode(), A.Policy("held", BurstMode.Never, selector: "app=batch"),
            A.Policy("sent", BurstMode.Always, selector: "app=other")).Settle();
        Assert.Equal(3, bench.Waiting.Count);

        var last = bench.Waiting[^1];
        bench.Put(last with { Metadata = last.Metadata with { Labels = A.Map("app=other") } });

        Assert.NotNull(bench.Latest(last).Placement);
    }

    private static int Spilled(PlannerBench bench) => bench.State.Pods.Count(pod => pod.HoldsCapacity && !pod.Placement!.Tier.IsVm);
}
