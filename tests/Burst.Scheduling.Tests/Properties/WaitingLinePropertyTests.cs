using Burst.Core.Pods;
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

    [Fact]
    public void LookingOnlyAtWhatChanged_PlacesAsLookingAtEverything() => ForAnyCluster((bench, pressure) =>
    {
        var partial = Placements(bench, writesReasons: true);
        var withoutReasons = Placements(bench, writesReasons: false);
        foreach (var key in bench.State.Nodes.Select(node => node.Key).Concat(bench.State.Pods.Select(pod => pod.Key)))
            bench.State.MarkChanged(key);

        var whole = Placements(bench, writesReasons: true);

        Assert.Equal(whole, partial);
        Assert.Equal(whole, withoutReasons);
    });

    [Fact]
    public void Invariant9_WhateverHappened_TheReasonOfAWaitingPodIsNoOlderThanItsCause() => ForAnyCluster((bench, pressure) =>
    {
        bench.Settle();
        foreach (var pod in bench.Waiting)
            Assert.False(string.IsNullOrEmpty(pod.Message), $"{pod.Key} waits without a reason.");
    });

    private static string[] Placements(PlannerBench bench, bool writesReasons)
    {
        var planner = new Planner(bench.Options with { WritesReasons = writesReasons }, bench.Prices, (_, _) => null, new SeededIdSource());
        return
        [
            .. planner.Compute(bench.State, bench.Now).Changes.OfType<Change.Put>().Select(put => put.Object).OfType<Pod>()
                .Where(pod => pod.HostState == HostState.CreateIntended)
                .Select(pod => $"{pod.Key} {pod.Placement!.Node} {pod.Placement.Tier}").Order(StringComparer.Ordinal),
        ];
    }

    private static void ForAnyCluster(Action<PlannerBench, ClusterPressure> check) =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var pressure = new ClusterPressure(new Random(seed));
            var bench = new PlannerBench([.. pressure.Objects()]) { Options = pressure.Limits() };
            bench.Settle();
            for (var round = 0; round < Rounds; round++)
            {
                pressure.Disturb(bench);
                bench.Advance(pressure.Seconds());
                pressure.HostsObeySome(bench);
                pressure.Disturb(bench);
                check(bench, pressure);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
