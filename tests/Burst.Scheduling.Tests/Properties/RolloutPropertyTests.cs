using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Testing.Builders;
using FsCheck;
using FsCheck.Fluent;

namespace Burst.Scheduling.Tests.Properties;

/// <summary>A Deployment is updated, scaled and updated again, its pods become ready and stop being so, in any order, and hosts take their time.</summary>
public class RolloutPropertyTests
{
    private const int Rounds = 25;

    [Fact]
    public void WhateverBecomesReadyWhen_TheBoundsOfARollingUpdateHold() => ForAnyRollout((bench, random) =>
    {
        for (var round = 0; round < Rounds; round++)
        {
            Disturb(bench, random);
            StepsWithinBounds(bench);
        }
    });

    [Fact]
    public void WhateverHappened_ARolloutEndsOnceItsPodsBecomeReady() => ForAnyRollout((bench, random) =>
    {
        for (var round = 0; round < Rounds; round++)
            Disturb(bench, random);

        GetWell(bench);

        var hash = bench.Deployment.Template.ComputeHash();
        Assert.Equal(bench.Deployment.Replicas, bench.Active.Count);
        Assert.All(bench.Active, pod => Assert.Equal(hash, pod.TemplateHash));
        Assert.Equal(RolloutState.Complete, bench.Deployment.Rollout.State);
    });

    [Fact]
    public void GoingBack_BringsTheEarlierTemplateBack_FromAnywhere() => ForAnyRollout((bench, random) =>
    {
        GetWell(bench);
        var earlier = bench.Deployment.Template;
        bench.Put(bench.Deployment with { Template = TemplateOf(9) });
        for (var round = 0; round < Rounds; round++)
            Disturb(bench, random, changesTemplate: false);

        var target = bench.Deployment.Rollout.Revisions.Single(revision => revision.Hash == earlier.ComputeHash());
        bench.Put(bench.Deployment with { Template = target.Template });
        GetWell(bench);

        Assert.All(bench.Active, pod => Assert.Equal(target.Hash, pod.TemplateHash));
        Assert.Equal(target.Hash, bench.Deployment.Rollout.Current!.Hash);
        Assert.Equal(bench.Deployment.Rollout.Revisions.Length, bench.Deployment.Rollout.Revisions.Select(revision => revision.Hash).Distinct().Count());
    });

    [Fact]
    public void WhatIsInOrder_IsLeftAlone() => ForAnyRollout((bench, random) =>
    {
        for (var round = 0; round < Rounds; round++)
            Disturb(bench, random);
        bench.Settle();

        bench.State.MarkChanged(bench.Deployment.Key);
        foreach (var pod in bench.State.Pods)
            bench.State.MarkChanged(pod.Key);

        Assert.True(bench.Step().IsEmpty);
    });

    private static void ForAnyRollout(Action<PlannerBench, Random> check) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var rolling = new RollingUpdate { MaxSurge = Share(random), MaxUnavailable = Share(random) };
            var deployment = A.Deployment(replicas: random.Next(0, 9), template: TemplateOf(0)) with
            {
                RollingUpdate = rolling,
                MinReady = TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(1, 20) : 0),
            };
            var bench = new PlannerBench(deployment, A.VmNode("vm-1", 64_000, 64_000, podsMax: 500), A.VmNode("vm-2", 64_000, 64_000, podsMax: 500));
            check(bench.Settle(), random);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static PodShare Share(Random random) => random.Next(2) == 0 ? PodShare.Pods(random.Next(0, 4)) : PodShare.Percent(random.Next(0, 101));

    private static PodTemplate TemplateOf(int version) => A.Template(A.Spec(cpuMillis: 100 + version, memoryMib: 10), "app=web");

    /// <summary>One thing happens. Nothing is decided on it yet.</summary>
    private static void Disturb(PlannerBench bench, Random random, bool changesTemplate = true)
    {
        var pods = bench.State.Pods.ToList();
        var pod = pods.Count == 0 ? null : pods[random.Next(pods.Count)];
        bench.StartsReady = random.Next(2) == 0;
        switch (random.Next(12))
        {
            case 0 when changesTemplate:
                Apply(bench, bench.Deployment with { Template = TemplateOf(random.Next(4)) });
                break;
            case 1:
                Apply(bench, bench.Deployment with { Replicas = random.Next(0, 9) });
                break;
            case 2 when pod is { HostState: HostState.Created, IsTerminal: false }:
                Apply(bench, pod with { Phase = PodPhase.Failed, FinishedAt = bench.Now });
                break;
            case 3 when pod is { Metadata.DeletionRequestedAt: null }:
                Apply(bench, pod with { Metadata = pod.Metadata with { DeletionRequestedAt = bench.Now } });
                break;
            case < 8 when pod is { HostState: HostState.Created, Phase: PodPhase.Running }:
                bench.ApplyReadiness(pod, random.Next(3) > 0);
                break;
            default:
                bench.Pass(random.Next(0, 15));
                bench.ApplyObeyed(random);
                break;
        }
    }

    /// <summary>Each step by itself: in none of them more is started, or ended, than there may be.</summary>
    private static void StepsWithinBounds(PlannerBench bench)
    {
        for (var steps = 0; steps < 50; steps++)
        {
            var before = bench.State.Pods.ToDictionary(pod => pod.Uid);
            var plan = bench.Step();
            AssertWithinBounds(bench, before);
            if (plan.IsEmpty)
                return;
        }

        Assert.Fail("The planner never comes to rest.");
    }

    private static void AssertWithinBounds(PlannerBench bench, Dictionary<Core.Ids.PodUid, Pod> before)
    {
        var deployment = bench.Deployment;
        var (surge, unavailable) = deployment.RollingUpdate!.For(deployment.Replicas);
        var hash = deployment.Template.ComputeHash();
        var pods = bench.State.Pods.Where(pod => pod is { IsTerminal: false }).ToList();

        // What is of the present template and ends was not ended by the rollout: a user, or fewer replicas, ended it.
        var standing = pods.Count(pod => pod.IsActive || pod.TemplateHash != hash);
        if (pods.Exists(pod => !before.ContainsKey(pod.Uid)))
            Assert.True(standing <= deployment.Replicas + surge, $"{standing} pods stand, at most {deployment.Replicas} + {surge} may.");

        var ended = before.Values.Where(pod => pod.IsActive && IsAvailable(bench, pod) && !(bench.State.FindPod(pod.Uid) is { IsActive: true })).ToList();
        var left = pods.Count(pod => pod.IsActive && IsAvailable(bench, pod));
        if (ended.Count > 0)
            Assert.True(left >= deployment.Replicas - unavailable, $"{left} are available, at least {deployment.Replicas} - {unavailable} have to be.");
    }

    private static bool IsAvailable(PlannerBench bench, Pod pod) => PodAvailability.IsAvailable(pod, bench.Deployment.MinReady, bench.Now);

    /// <summary>All that is started becomes ready, and time passes.</summary>
    private static void GetWell(PlannerBench bench)
    {
        bench.StartsReady = true;
        for (var round = 0; round < 100; round++)
        {
            bench.HostsObey();
            foreach (var pod in bench.Active.Where(pod => pod.HostState == HostState.Created && !PodReadiness.IsReady(pod)).ToList())
                bench.SetReady(pod, true);
            bench.Advance(30);
            if (bench.Deployment.Rollout.State == RolloutState.Complete && bench.Active.Count == bench.Deployment.Replicas)
                return;
        }
    }

    private static void Apply(PlannerBench bench, Core.Objects.ClusterObject item) => bench.State.Apply(new Core.Storage.Change.Put(item));
}
