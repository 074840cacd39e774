using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public sealed class JobGangTests
{
    [Fact]
    public void AllOrNothing_GetsItsPlacesInOneStep_OrNone()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Together("batch", 3)).Settle();
        Assert.Equal(3, bench.Active.Count);
        Assert.All(bench.Active, pod => Assert.Null(pod.Placement));
        Assert.All(bench.Active, pod => Assert.StartsWith("0/2 nodes fit: ", pod.Message, StringComparison.Ordinal));

        bench.Put(A.VmNode("vm-3"));
        Assert.Equal(["vm-1", "vm-2", "vm-3"], bench.Active.Select(pod => pod.Placement!.Node.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void PodsThatAreMadeTogether_HaveTheirPlacesInTheSameStep()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Together("batch", 2));
        bench.Step();
        Assert.Equal(["batch", "batch"], Placed(bench));
        Assert.DoesNotContain(bench.Events, item => item.Reason == "FailedScheduling");
    }

    [Fact]
    public void TwoThatCannotBothBeThere_RunOneAfterTheOther()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), A.VmNode("vm-3"), Together("one", 2), Together("two", 2)).Settle();
        var first = Placed(bench)[0];
        Assert.Equal([first, first], Placed(bench));

        foreach (var pod in bench.HostsObey().Active.Where(pod => pod.Placement is not null).ToList())
            bench.Finish(pod, PodPhase.Succeeded);
        var second = first == "one" ? "two" : "one";
        Assert.Equal([second, second], Placed(bench.HostsObey()));
    }

    [Fact]
    public void WhatAHostRefuses_GetsAnotherPlaceByItself()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), A.VmNode("vm-3"), Together("batch", 2)).Settle();
        var refused = bench.Active[0];
        Refuse(bench, refused, seconds: 3600);

        Assert.NotEqual(refused.Placement!.Node, bench.Latest(refused).Placement!.Node);
        bench.HostsObey().Advance(700);
        Assert.All(bench.Active, pod => Assert.Equal(PodPhase.Running, pod.Phase));
        Assert.Equal(0, bench.Job.Progress.StartsGivenUp);
    }

    [Fact]
    public void WhereNotAllHaveStartedInTime_AllAreEnded_AndStartAnew()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Together("batch", 2, "120")).Settle();
        var (refused, other) = (bench.Active[0], bench.Active[1]);
        Refuse(bench, refused, seconds: 3600);
        bench.HostsObey().Advance(120).Advance(59);
        Assert.Equal(PodPhase.Running, bench.Latest(other).Phase);

        bench.Advance(1).HostsObey();
        Assert.Null(bench.State.FindPod(other.Uid));
        Assert.Null(bench.State.FindPod(refused.Uid));
        Assert.Contains(bench.Events, item => item is { Reason: "StartGivenUp", Message: "1 of 2 pods had started within 120 s, and they start together or not at all: they are ended, and start anew." });
        Assert.Equal(0, bench.Job.Progress.Failed);

        bench.Advance(10).HostsObey();
        Assert.Equal(2, bench.Active.Count(pod => pod.Phase == PodPhase.Running));
        Assert.Equal(1, bench.Job.Progress.StartsGivenUp);
    }

    /// <summary>What it last knew is as old as its absence: all may have started meanwhile.</summary>
    [Fact]
    public void ControlPlaneThatWasAway_LooksAtThemFirst()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Together("batch", 2, "120")).Settle();
        bench.Advance(3600);
        Assert.All(bench.Active, pod => Assert.Equal(HostState.CreateIntended, pod.HostState));
        bench.Pass(3600);
        bench.Settle().HostsObey().Advance(3600);

        Assert.Equal(2, bench.Active.Count(pod => pod is { Phase: PodPhase.Running, Gang: null }));
        Assert.Equal(0, bench.Job.Progress.StartsGivenUp);
    }

    [Fact]
    public void NodeThatDoesNotAnswer_MayHaveStartedItsOwn()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Together("batch", 2, "60")) { Options = new() { ReplacePodsAfter = TimeSpan.FromHours(1) } }.Settle();
        bench.SetReady(bench.Active[0].Placement!.Node.Value, null).Advance(60).Advance(60).Advance(60);
        Assert.Equal(2, bench.Active.Count);

        bench.SetReady(bench.Active[0].Placement!.Node.Value, true).Advance(60).Advance(60);
        Assert.Contains(bench.Events, item => item.Reason == "StartGivenUp");
    }

    [Fact]
    public void OneThatEndsOnceAllHaveStarted_IsReplacedByItself()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.VmNode("vm-2"), Together("batch", 2)).Settle().HostsObey();
        var (failed, other) = (bench.Active[0], bench.Active[1]);
        bench.Finish(failed, PodPhase.Failed).Advance(10).HostsObey().Advance(3600);

        Assert.Equal(PodPhase.Running, bench.Latest(other).Phase);
        Assert.Null(Assert.Single(bench.Active, pod => pod.Uid != other.Uid).Gang);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void WhenTheJobWantsAnotherNumber_WhatWaitsIsMadeAnew(int wanted)
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), Together("batch", 3)).Settle();
        bench.Put(bench.Job with { Parallelism = wanted, Completions = wanted });

        Assert.Equal(wanted, bench.Active.Count);
        Assert.All(bench.Active, pod => Assert.Equal(wanted, pod.Gang!.Size));
    }

    [Fact]
    public void WhenItIsNoLongerAllOrNothing_WhatWaitsStartsAsThereIsRoom()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), Together("batch", 3)).Settle();
        bench.Put(A.Job(parallelism: 3, completions: 3, cpuMillis: 2000) with { Metadata = bench.Job.Metadata with { Annotations = A.Map("") } });
        Assert.Equal(["batch"], Placed(bench));
    }

    [Fact]
    public void QuotaThatLeavesRoomForSome_LetsNoneBeMade()
    {
        var bench = new PlannerBench(A.VmNode("vm-1"), A.Quota("pods=2"), Together("batch", 3)).Settle();
        Assert.Empty(bench.Active);
        Assert.Contains(bench.Events, item => item.Reason == "FailedCreate" && item.Message.Contains("exceeded quota", StringComparison.Ordinal));
    }

    /// <summary>Gangs of many sizes, hosts that refuse one pod in four, machines for only some of them: all get done, and none holds a part for longer than it may.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void WhateverHostsRefuse_NoGangHoldsAPartForLongerThanItsTime_AndAllGetDone(int seed)
    {
        var random = new Random(seed);
        Job[] jobs = [.. Enumerable.Range(0, 8).Select(i => Together($"job-{i}", random.Next(1, 6), "60"))];
        var bench = new PlannerBench([A.VmNode("vm-1"), A.VmNode("vm-2"), A.VmNode("vm-3"), A.VmNode("vm-4"), A.VmNode("vm-5"), .. jobs]).Settle();
        for (var round = 0; round < 5000 && !bench.State.Jobs.All(job => job.Progress.IsFinished); round++)
        {
            foreach (var pod in bench.State.PodsWithHostWork.Where(pod => pod.HostState == HostState.CreateIntended).ToList())
            {
                if (random.Next(4) == 0)
                    Refuse(bench, pod, seconds: 30);
            }

            bench.HostsObeySome(random).Advance(random.Next(1, 20));
            foreach (var pod in bench.Active.Where(pod => pod.Phase == PodPhase.Running && random.Next(8) == 0).ToList())
                bench.Finish(pod, PodPhase.Succeeded);
            foreach (var gang in bench.Active.Where(pod => pod.Gang is not null).GroupBy(pod => pod.Gang!))
            {
                var since = gang.Select(pod => pod.Placement?.At ?? bench.Now).Min();
                Assert.True(bench.Now - since < TimeSpan.FromSeconds(60 + 60 + 20) || gang.All(pod => pod.StartedAt is not null), $"{gang.Key.Name} holds a part of its places since {since:T}, and it is {bench.Now:T}.");
            }
        }

        Assert.All(bench.State.Jobs, job => Assert.Equal(job.Completions, job.Progress.Succeeded));
    }

    private static Job Together(string name, int pods, string within = "true")
    {
        var job = A.Job(name, completions: pods, parallelism: pods, cpuMillis: 2000);
        return job with { Metadata = job.Metadata with { Annotations = job.Metadata.Annotations.SetItem(Job.AllOrNothingAnnotation, within) } };
    }

    private static string[] Placed(PlannerBench bench) =>
        [.. bench.Active.Where(pod => pod.Placement is not null).Select(pod => pod.Owner!.Value.Name).Order(StringComparer.Ordinal)];

    /// <summary>As the control plane writes down that a host had no room.</summary>
    private static void Refuse(PlannerBench bench, Pod pod, double seconds)
    {
        var place = pod.Placement!;
        bench.Put(bench.Latest(pod) with
        {
            HostState = HostState.None,
            HostStateSince = bench.Now,
            Placement = null,
            Refusals = [new PlaceRefusal(place.Node, place.Tier, bench.Now.AddSeconds(seconds)) { At = bench.Now }],
        });
    }
}
