using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Core.Workloads;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Repatriation;

/// <summary>
/// A service of three whose last pod has spilled, since something else took its room on the one VM node: 4 cores, of which the service's pods
/// take one each and the other two.
/// </summary>
internal static class RepatriationBench
{
    public static readonly RollingUpdate OneMore = new() { MaxSurge = PodShare.Pods(1), MaxUnavailable = PodShare.Pods(0) };

    public static PlannerBench Spilled(RollingUpdate? rolling, BurstPolicy? policy = null, params ClusterObject[] more)
    {
        var bench = new PlannerBench([A.VmNode("vm-1", 4000), A.VirtualNode(), A.Pod("other", cpuMillis: 2000), .. more]);
        bench.Settle().HostsObey();
        bench.Put(policy ?? Policy(), A.Deployment(replicas: 3) with { RollingUpdate = rolling, Rollout = new Rollout { ObservedGeneration = 1 } }).HostsObey();
        bench.Advance(5).HostsObey();
        Assert.Equal(RolloutState.Complete, bench.Deployment.Rollout.State);
        Assert.Single(Web(bench), IsOnAci);
        return bench;
    }

    public static BurstPolicy Policy(BurstMode mode = BurstMode.Overflow) => A.Policy(selector: "app=web", mode: mode);

    /// <summary>What took the room ends.</summary>
    public static PlannerBench MakeRoom(this PlannerBench bench) =>
        bench.RequestDeletion(bench.State.Pods.Single(pod => pod.Metadata.Name == "other")).HostsObey();

    /// <summary>Room, and the time it takes to be believed.</summary>
    public static PlannerBench UntilBegun(this PlannerBench bench)
    {
        bench.StartsReady = false;
        bench.MakeRoom().Pass(BurstPolicy.DefaultRepatriateAfter.TotalSeconds + 40, step: 10);
        bench.HostsObey();
        Assert.NotNull(Relief(bench));
        return bench;
    }

    /// <summary>In steps of some seconds, as wakes come due.</summary>
    public static PlannerBench Pass(this PlannerBench bench, double seconds, double step)
    {
        for (var passed = 0.0; passed < seconds; passed += step)
            bench.Advance(step);
        return bench;
    }

    public static IReadOnlyList<Pod> Web(PlannerBench bench) => [.. bench.Active.Where(pod => pod.Owner is not null)];

    public static Pod OnAci(PlannerBench bench) => Assert.Single(bench.State.Pods, pod => pod.Owner is not null && IsOnAci(pod));

    public static Pod? Relief(PlannerBench bench) => bench.State.Pods.SingleOrDefault(pod => pod.IsRelief);

    public static bool IsOnAci(Pod pod) => pod.Placement is { Tier.IsVm: false };

    public static long FreeCpuMillis(PlannerBench bench) => Assert.Single(Enumerable.Range(0, bench.State.VmCapacity.ByFree.Count).Select(i => bench.State.VmCapacity.ByFree[i])).Free.CpuMillis;
}
