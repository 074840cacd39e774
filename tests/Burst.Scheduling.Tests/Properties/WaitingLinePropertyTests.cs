using System.Runtime.CompilerServices;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Testing.Ids;
using FsCheck;
using FsCheck.Fluent;

namespace Burst.Scheduling.Tests.Properties;

/// <summary>
/// A pod that nothing marks for another look would wait for ever. So whatever happens to a cluster under pressure (quotas, caps,
/// create rates, gangs), what is looked at must be enough: looking at everything places no more.
/// </summary>
public class WaitingLinePropertyTests
{
    private const int Rounds = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LookingOnlyAtWhatChanged_PlacesAsLookingAtEverything(bool hasTopology) => ForAnyCluster(hasTopology, bench =>
    {
        var partial = Placements(bench, writesReasons: true);
        var withoutReasons = Placements(bench, writesReasons: false);
        foreach (var key in bench.State.Nodes.Select(node => node.Key).Concat(bench.State.Pods.Select(pod => pod.Key)))
            bench.State.MarkChanged(key);

        var whole = Placements(bench, writesReasons: true);
        Assert.Equal(whole, partial);
        Assert.Equal(whole, withoutReasons);
    });

    /// <summary>In another order than the objects came on record; without limits on creates, whose history is in the ledger.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Invariant10_StateThatIsLoadedAnew_GivesTheSamePlan(bool hasTopology) => ForAnyCluster(hasTopology, bench =>
    {
        var state = ClusterState.Load(new StoredState(0, [.. bench.State.Pods.Reverse(), .. Others(bench.State).Reverse()], [], new Dictionary<string, string>(StringComparer.Ordinal)));
        Assert.Equal(Placements(bench, state, writesReasons: true), Placements(bench, writesReasons: true));
    }, limitsCreates: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Invariant9_WhateverHappened_TheReasonOfAWaitingPodIsNoOlderThanItsCause(bool hasTopology) => ForAnyCluster(hasTopology, bench =>
    {
        bench.Settle();
        foreach (var pod in bench.Waiting)
            Assert.False(string.IsNullOrEmpty(pod.Message), $"{pod.Key} waits without a reason.");
    });

    /// <summary>Also where its last plan came to nothing, as when the commit failed.</summary>
    [Fact]
    public void PlannerThatKnowsWherePodsWere_DecidesAsOneThatLooksAnew()
    {
        var keepers = new ConditionalWeakTable<PlannerBench, Planner>();
        var ids = new RepeatedIds();
        ForAnyCluster(hasTopology: true, bench =>
        {
            var keeper = keepers.GetValue(bench, of => new Planner(of.Options, of.Prices, (_, _) => null, ids));
            keeper.Compute(bench.State, bench.Now);
            ids.Repeat();
            Assert.Equal(Placements(bench, bench.Options.WritesReasons), Placements(bench, bench.State, keeper));
        });
    }

    /// <summary>The same for each plan.</summary>
    private sealed class RepeatedIds : IIdSource
    {
        private SeededIdSource ids = new();

        public Guid NextId() => ids.NextId();

        public void Repeat() => ids = new SeededIdSource();
    }

    private static IEnumerable<ClusterObject> Others(ClusterState state) =>
        [.. state.Namespaces, .. state.ConfigMaps, .. state.Policies, .. state.DisruptionBudgets, .. state.PriorityClasses.Where(item => !PriorityClass.IsBuiltIn(item.Metadata.Name)), .. state.Deployments, .. state.Jobs, .. state.Nodes];

    private static string[] Placements(PlannerBench bench, bool writesReasons) => Placements(bench, bench.State, writesReasons);

    private static string[] Placements(PlannerBench bench, ClusterState state, bool writesReasons)
        => Placements(bench, state, new Planner(bench.Options with { WritesReasons = writesReasons }, bench.Prices, (_, _) => null, new SeededIdSource()));

    private static string[] Placements(PlannerBench bench, ClusterState state, Planner planner) =>
        [
            .. planner.Compute(state, bench.Now).Changes.OfType<Change.Put>().Select(put => put.Object).OfType<Pod>()
                .Select(pod => Describe(state, pod)).OfType<string>().Order(StringComparer.Ordinal),
        ];

    /// <summary>What has been decided on the pod's place; null where nothing has.</summary>
    private static string? Describe(ClusterState state, Pod pod)
    {
        if (pod.HostState == HostState.CreateIntended)
            return $"{pod.Key} {pod.Placement!.Node} {pod.Placement.Tier}";
        var before = state.FindPod(pod.Uid);
        if (pod.Metadata.DeletionRequestedAt is not null && before is { Metadata.DeletionRequestedAt: null })
            return $"{pod.Key} ends: {pod.Reason}";
        return pod.HostState == HostState.None && pod.NominatedNode != before?.NominatedNode ? $"{pod.Key} nominated for {pod.NominatedNode}" : null;
    }

    private static void ForAnyCluster(bool hasTopology, Action<PlannerBench> check, bool limitsCreates = true) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var pressure = new ClusterPressure(new Random(seed), hasTopology);
            var bench = new PlannerBench([.. pressure.Objects()]) { Options = limitsCreates ? pressure.Limits() : pressure.Limits() with { CreatesPer5Minutes = int.MaxValue, CreatesPerHour = int.MaxValue } };
            bench.Settle();
            for (var round = 0; round < Rounds; round++)
            {
                pressure.Disturb(bench);
                bench.Advance(pressure.Seconds());
                pressure.HostsObeySome(bench);
                pressure.Disturb(bench);
                check(bench);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
