using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;

namespace Burst.Scheduling.Tests.Placement;

public class CreateRateTests
{
    private static readonly PlannerOptions Two = new() { CreatesPer5Minutes = 2, CreatesPerHour = 3 };

    [Fact]
    public void AboveTheRate_PodsAreDeferred_WithTheReasonTheTimeAndAWake()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Always), A.Job(completions: 4, parallelism: 4)) { Options = Two };
        bench.Settle();

        Assert.Equal(2, bench.Active.Count(pod => pod.Placement is not null));
        Assert.All(bench.Waiting, pod => Assert.Equal(
            "0/1 nodes fit: 1 create rate reached; container groups can be created again at 09:05:00Z.", pod.Message));
        Assert.Contains(bench.Wakes, wake => wake.Key == A.VirtualNode().Key && wake.At == A.Start.AddMinutes(5));

        bench.Advance(299);
        Assert.Equal(2, bench.Waiting.Count);
        bench.Advance(1);
        Assert.Single(bench.Waiting);
        Assert.Contains("created again at 10:00:00Z", bench.Waiting[0].Message, StringComparison.Ordinal);
        bench.Advance(3300);
        Assert.Empty(bench.Waiting);
    }

    [Fact]
    public void GroupsThatHaveEnded_StillCount()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"), A.Pod("two", labels: "app=batch")) { Options = Two };
        bench.Settle();
        foreach (var pod in bench.Active)
        {
            bench.State.Apply(new Change.Put(pod with { HostState = HostState.Created }));
            bench.State.Apply(new Change.Remove(pod.Key));
        }

        bench.State.Apply(new Change.Put(A.Pod("three", labels: "app=batch")));
        bench.Settle();

        Assert.Contains("create rate reached", bench.MessageOf("three"), StringComparison.Ordinal);
    }

    [Fact]
    public void APlacementWhoseCommitFailed_DoesNotCount()
    {
        var bench = new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"));
        var plan = new Planner(new PlannerOptions(), bench.Prices, (_, _) => null, new Testing.Ids.SeededIdSource()).Compute(bench.State, A.Start);
        var undo = plan.Changes.Select(bench.State.Apply).Reverse().ToList();
        Assert.Equal(1, bench.State.CreatesOn(NodeName.Parse("aci-eastus")).CountAfter(A.Start.AddHours(-1)));

        foreach (var change in undo)
            bench.State.Apply(change);

        Assert.Equal(0, bench.State.CreatesOn(NodeName.Parse("aci-eastus")).CountAfter(A.Start.AddHours(-1)));
    }

    [Fact]
    public void APlacementAfterARefusal_WhoseCommitFailed_DoesNotCount_AndTheRefusedOneDoes()
    {
        var (spot, now) = (NodeName.Parse("aci-eastus"), A.Start);
        var bench = new PlannerBench(A.VirtualNode(), A.Policy(mode: BurstMode.Always, tiers: [Tier.AciSpot, Tier.Aci]), A.Pod("one", labels: "app=batch")).Settle().Advance(1);
        bench.Put(Assert.Single(bench.Active) with
        {
            HostState = HostState.None,
            Placement = null,
            Refusals = [new PlaceRefusal(spot, Tier.AciSpot, now.AddMinutes(5))],
        });
        var again = Assert.Single(bench.Active);
        Assert.Equal(Tier.Aci, again.Placement!.Tier);
        var refused = again with { HostState = HostState.None, Placement = null };
        bench.State.Apply(new Change.Put(refused));

        var undo = bench.State.Apply(new Change.Put(refused with { HostState = HostState.CreateIntended, Placement = again.Placement with { At = now.AddSeconds(1) } }));
        Assert.Equal(1, bench.State.CreatesOn(spot).CountAfter(now));
        bench.State.Apply(undo);

        Assert.Equal(0, bench.State.CreatesOn(spot).CountAfter(now));
        Assert.Equal(1, bench.State.CreatesOn(spot).CountAfter(now.AddHours(-1)));
    }
}
