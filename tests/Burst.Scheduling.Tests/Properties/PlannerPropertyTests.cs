using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Serialization;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Testing;
using Burst.Testing.Builders;
using FsCheck;
using FsCheck.Fluent;

namespace Burst.Scheduling.Tests.Properties;

public class PlannerPropertyTests
{
    private static readonly Money Cap = Money.FromDollars(0.4m);

    [Fact]
    public void Invariant6_NeverAboveCapacityQuotaOrCap() => ForAnyCluster((bench, random) =>
    {
        for (var round = 0; round < 8; round++)
        {
            AssertWithinLimits(bench);
            Disturb(bench, random);
        }
    });

    [Fact]
    public void Invariant8_UsageOpensInThePlanThatIntendsTheCreate() => ForAnyCluster((bench, random) =>
    {
        for (var round = 0; round < 8; round++)
        {
            Disturb(bench, random, settle: false);
            for (var plan = bench.Step(); !plan.IsEmpty; plan = bench.Step())
            {
                var intended = plan.Changes.OfType<Change.Put>().Select(put => put.Object).OfType<Pod>()
                    .Where(pod => pod.HostState == HostState.CreateIntended && pod.HostStateSince == bench.Now && pod.Placement!.At == bench.Now);
                var opened = plan.Changes.OfType<Change.PutUsage>().Select(usage => usage.Record).Where(record => record.EndedAt is null).Select(record => record.Id);
                Assert.Equal(intended.Select(pod => UsageRecord.IdOf(pod.Uid)).Order(StringComparer.Ordinal), opened.Order(StringComparer.Ordinal));
            }
        }
    });

    [Fact]
    public void Invariant9_EveryWaitingPodCarriesAReason() => ForAnyCluster((bench, random) =>
    {
        for (var round = 0; round < 8; round++)
        {
            Disturb(bench, random);
            Assert.All(bench.Waiting, pod => Assert.False(string.IsNullOrEmpty(pod.Message), $"{pod.Key} waits without a reason."));
        }
    });

    [Fact]
    public void Invariant10_SameState_SamePlan_InAnyOrderOfInsertion() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var objects = RandomObjects(new Random(seed));
            var shuffled = objects.ToArray();
            new Random(seed + 1).Shuffle(shuffled);
            return Serialise(new PlannerBench(objects).Step()) == Serialise(new PlannerBench(shuffled).Step());
        }).QuickCheckThrowOnFailure();

    /// <summary>String hashes differ per process, so the process that approved this text is the other one of the two compared.</summary>
    [Fact]
    public void Invariant10_SameState_SamePlan_InEveryProcess()
    {
        var lines = Enumerable.Range(1, 40).Select(seed =>
        {
            var plan = Encoding.UTF8.GetBytes(Serialise(new PlannerBench(RandomObjects(new Random(seed))).Step()));
            return $"{seed}: {Convert.ToHexStringLower(SHA256.HashData(plan))[..16]}";
        });

        Approval.Check("plans-of-40-seeds.txt", string.Join('\n', lines) + "\n");
    }

    private static void ForAnyCluster(Action<PlannerBench, Random> check) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var bench = new PlannerBench(RandomObjects(random)) { Options = new PlannerOptions { SpendCapPerHour = Cap } };
            check(bench.Settle(), random);
        }).QuickCheckThrowOnFailure();

    private static ClusterObject[] RandomObjects(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(0, 4)).Select(i => A.VmNode(
            $"vm-{i}", random.Next(1, 5) * 1000, random.Next(1, 9) * 1024, random.Next(1, 6), random.Next(5) > 0, random.Next(6) == 0)),
        .. Enumerable.Range(0, random.Next(0, 3)).Select(i => A.VirtualNode(
            $"aci-{i}", coreQuota: random.Next(1, 9), podsMax: random.Next(1, 7), ready: random.Next(5) > 0)),
        .. Enumerable.Range(0, random.Next(0, 3)).Select(i => A.Job(
            $"job-{i}", random.Next(1, 9), random.Next(1, 9), cpuMillis: random.Next(1, 25) * 100, labels: $"app={random.Next(2)}")),
        .. Enumerable.Range(0, random.Next(0, 3)).Select(i => A.Deployment(
            $"web-{i}", random.Next(0, 6), cpuMillis: random.Next(1, 25) * 100, labels: $"app={random.Next(3)}")),
        .. Enumerable.Range(0, random.Next(0, 3)).Select(i => A.Pod($"pod-{i}", labels: $"app={random.Next(3)}")),
        .. Enumerable.Range(0, 2).Select(i => A.Policy(
            $"policy-{i}", (BurstMode)random.Next(4), random.Next(0, 8), $"app={i}", random.Next(2) == 0 ? random.Next(0, 6) : null,
            random.Next(2) == 0 ? random.Next(1, 30) / 100m : null, tiers: random.Next(2) == 0 ? [Tier.Aci] : [Tier.AciSpot, Tier.Aci])),
    ];

    private static void Disturb(PlannerBench bench, Random random, bool settle = true)
    {
        var pods = bench.State.Pods.ToList();
        var nodes = bench.State.Nodes.ToList();
        ClusterObject? change = random.Next(5) switch
        {
            0 when pods.Find(pod => pod.HostState == HostState.CreateIntended) is { } pod =>
                pod with { HostState = HostState.Created, Phase = PodPhase.Running, StartedAt = bench.Now },
            1 when pods.Find(pod => pod.HostState == HostState.Created) is { } pod =>
                pod with { Phase = random.Next(2) == 0 ? PodPhase.Succeeded : PodPhase.Failed, FinishedAt = bench.Now },
            2 when pods.Find(pod => pod.HostState == HostState.DeleteIntended) is { } pod => pod with { HostState = HostState.Gone },
            3 when nodes.Count > 0 => nodes[random.Next(nodes.Count)] with { Readiness = A.Readiness(random.Next(2) == 0, bench.Now) },
            _ => null,
        };
        if (change is not null)
            bench.State.Apply(new Change.Put(change));
        if (settle)
            bench.Advance(random.Next(0, 5)).HostsObeySome(random);
    }

    private static void AssertWithinLimits(PlannerBench bench)
    {
        foreach (var node in bench.State.Nodes)
        {
            var load = bench.State.LoadOf(node.Name);
            Assert.True(load.Pods.Count <= node.PodsMax, $"{node.Name} holds {load.Pods.Count} of {node.PodsMax} pods.");
            if (node.NodeKind == NodeKind.Vm)
                Assert.True(load.Requested.FitsIn(node.Capacity), $"{node.Name}: {load.Requested} of {node.Capacity}.");
            else
                AssertWithinQuotas(bench, node);
        }

        Assert.True(PerHour(Spilled(bench)) <= Cap);
        foreach (var policy in bench.State.Policies)
        {
            var under = Spilled(bench).Where(pod => Burst.Scheduling.Placement.PolicyResolver.Find(bench.State, pod)?.Key == policy.Key).ToList();
            Assert.True(under.Count <= (policy.MaxPods ?? int.MaxValue));
            Assert.True(policy.MaxSpendPerHour is not { } cap || PerHour(under) <= cap);
        }
    }

    /// <summary>Regular and Spot cores are quotas of their own.</summary>
    private static void AssertWithinQuotas(PlannerBench bench, Node node)
    {
        foreach (var tier in node.Tiers)
            Assert.True(Spilled(bench).Where(pod => pod.Placement!.Node == node.Name && pod.Placement.Tier == tier).Sum(BilledCpu) <= node.Capacity.CpuMillis);
    }

    private static IEnumerable<Pod> Spilled(PlannerBench bench) =>
        bench.State.Pods.Where(pod => pod.HoldsCapacity && !pod.Placement!.Tier.IsVm);

    private static long BilledCpu(Pod pod) => ContainerGroupSizing.Of(pod.Spec).Total.CpuMillis;

    private static Money PerHour(IEnumerable<Pod> pods) => pods.Aggregate(Money.Zero, (sum, pod) => sum + pod.Placement!.PricePerHour);

    private static string Serialise(Plan plan) => string.Join(
        '\n',
        [
            .. plan.Changes.Select(change => change switch
            {
                Change.Put put => JsonSerializer.Serialize(put.Object, CoreJson.Default.ClusterObject),
                Change.PutUsage usage => JsonSerializer.Serialize(usage.Record, CoreJson.Default.UsageRecord),
                _ => change.ToString(),
            }),
            .. plan.Events.Select(item => JsonSerializer.Serialize(item, CoreJson.Default.ClusterEvent)),
            .. plan.Decisions.Select(item => JsonSerializer.Serialize(item, CoreJson.Default.PlacementDecision)),
            .. plan.Wakes.Select(wake => wake.ToString()),
        ]);
}
