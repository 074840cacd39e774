using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class PlacementStrategyTests
{
    private static readonly Node[] Nodes = [A.VmNode("a", labels: "burst.dev/pool=web"), A.VmNode("b", labels: "burst.dev/pool=web")];

    [Theory]
    [InlineData(null, true, "a,b")]
    [InlineData(null, false, "a,a")]
    [InlineData(PlacementStrategy.Binpack, true, "a,a")]
    [InlineData(PlacementStrategy.Spread, false, "a,b")]
    public void OfTheCluster_GoesForServicesAndJobs_WhichHaveTheirOwnWhereNoneIsGiven(PlacementStrategy? strategy, bool isService, string places) =>
        AssertPlaces(places, new PlacementStrategies { Cluster = strategy }, isService ? A.Deployment(replicas: 2) : A.Job(completions: 2, parallelism: 2));

    [Theory]
    [InlineData("burst.dev/pool=web", "a,a")]
    [InlineData("", "a,b")]
    public void OfAPool_GoesForPodsThatSelectIt(string selector, string places) => AssertPlaces(
        places,
        new PlacementStrategies { Cluster = PlacementStrategy.Spread, Pools = new Dictionary<string, PlacementStrategy> { ["web"] = PlacementStrategy.Binpack }.ToImmutableSortedDictionary() },
        A.Deployment(replicas: 2, template: A.Template(A.Spec(nodeSelector: selector))));

    /// <summary>Two of half a node each: of two nodes both have one, or one has both.</summary>
    private static void AssertPlaces(string places, PlacementStrategies strategies, ClusterObject workload)
    {
        var bench = new PlannerBench([.. Nodes, workload]) { Options = new PlannerOptions { Placement = strategies } }.Settle();
        Assert.Equal(places, string.Join(",", bench.Active.Select(pod => pod.Placement!.Node.Value).Order(StringComparer.Ordinal)));
    }
}
