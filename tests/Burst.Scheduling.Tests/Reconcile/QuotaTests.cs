using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Reconcile;

public class QuotaTests
{
    [Fact]
    public void Deployment_MakesAsManyPodsAsTheQuotaLeaves_AndSaysWhy()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 9000), A.Quota("requests.cpu=2500,pods=9", "compute"), A.Deployment(replicas: 4)).Settle();

        Assert.Equal(2, bench.Active.Count);
        Assert.Equal(
            "Error creating: pods of web are forbidden: exceeded quota: compute, requested: requests.cpu=1, used: requests.cpu=2, limited: requests.cpu=2500m",
            bench.Events.First(entry => entry.Reason == "FailedCreate").Message);
    }

    [Fact]
    public void QuotaOfPods_IsOneForAllOwnersOfTheNamespace_AndForNoOther()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 9000), A.Quota("pods=3"), A.Deployment(replicas: 2), A.Job(completions: 2, parallelism: 2), A.Deployment("other", replicas: 2, ns: "other")).Settle();

        Assert.Equal((3, 2), (bench.Active.Count(pod => pod.Metadata.Namespace == "default"), bench.Active.Count(pod => pod.Metadata.Namespace == "other")));
    }

    [Fact]
    public void WhatWaitsForAQuota_IsMadeWhenAPodHasEnded_OrTheQuotaAllowsMore_OrIsGone()
    {
        var quota = A.Quota("pods=1");
        var bench = new PlannerBench(A.VmNode(cpuMillis: 9000), quota, A.Job(completions: 5, parallelism: 5)).Settle();
        bench.HostsObey();
        bench.Finish(Assert.Single(bench.Active), PodPhase.Succeeded).HostsObey();
        Assert.Single(bench.Active);

        Assert.Equal(3, bench.Put(A.Quota("pods=3")).Active.Count);
        Assert.Equal(4, bench.Remove(quota).Active.Count);
    }

    [Fact]
    public void LoweredQuota_EndsNoPod()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 9000), A.Deployment(replicas: 3)).Settle();
        Assert.Equal(3, bench.Put(A.Quota("memory=1")).Active.Count);
    }

    [Fact]
    public void UseOfANamespace_IsThatOfItsPodsThatHaveNotEnded_WhateverHappenedToThem()
    {
        var bench = new PlannerBench(A.VmNode(cpuMillis: 2000), A.Job(completions: 6, parallelism: 3), A.Deployment(replicas: 2, cpuMillis: 250)).Settle();
        for (var round = 0; round < 6; round++)
        {
            bench.HostsObey();
            if (bench.Active.FirstOrDefault(pod => pod.Placement is not null) is { } pod)
                bench.Finish(pod, PodPhase.Succeeded);
            bench.Advance(20);
            var counted = bench.State.Pods.Where(other => !other.IsTerminal).ToList();
            Assert.Equal((counted.Count, counted.Sum(other => other.Spec.TotalRequests.CpuMillis)), (bench.State.QuotaUseOf("default").Pods, bench.State.QuotaUseOf("default").Requests.CpuMillis));
            var held = bench.State.Pods.Where(other => other.HoldsCapacity).Sum(other => other.Spec.TotalRequests.CpuMillis);
            Assert.Equal(held, bench.State.HeldOnVms("default").CpuMillis);
        }
    }
}
