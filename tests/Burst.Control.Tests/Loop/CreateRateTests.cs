using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;
using Burst.Testing.Storage;

namespace Burst.Control.Tests.Loop;

public class CreateRateTests
{
    [Fact]
    public async Task AfterARestart_GroupsThatAreOffTheBooks_StillCount()
    {
        await using var ring = new Ring { PlannerOptions = new PlannerOptions { CreatesPer5Minutes = 2 } };
        ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"), A.Pod("two", labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.All(pod => pod.Phase == PodPhase.Running));
        await ring.DeleteAsync(A.Pod("one").Key);
        await ring.DeleteAsync(A.Pod("two").Key);
        await ring.UntilAsync(state => state.Pods.Count == 0);

        await ring.RestartAsync();
        await ring.ApplyAsync(A.Pod("three", labels: "app=batch"));

        await ring.UntilAsync(state => state.Pods.Single().Message?.Contains("create rate reached", StringComparison.Ordinal) == true);
        await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running, withinSeconds: 310);
    }

    [Fact]
    public async Task CreateThatWasRefused_Counts_AlsoAfterARestart()
    {
        await using var ring = new Ring { PlannerOptions = new PlannerOptions { CreatesPer5Minutes = 1 } };
        var host = ring.AddHost(A.VirtualNode());
        host.PodsMax = 0;
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().Refusals.Length > 0);
        var counted = await ring.ReadAsync(Count);
        host.PodsMax = 1;
        await ring.RestartAsync();

        Assert.Equal((1, 1), (counted, await ring.ReadAsync(Count)));
        await ring.UntilAsync(state => state.Pods.Single().Message?.Contains("create rate reached", StringComparison.Ordinal) == true);
        await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running, withinSeconds: 310);
    }

    [Fact]
    public async Task EveryRefusalOfOnePod_Counts_AlsoAfterARestart()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.PodsMax = 0;
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"));
        await ring.UntilAsync(_ => host.Calls.Count(call => call.Verb == "create") == 3);
        await ring.RunAsync(1);

        var counted = await ring.ReadAsync(Count);
        await ring.RestartAsync();

        Assert.Equal((3, 3), (counted, await ring.ReadAsync(Count)));
    }

    [Fact]
    public async Task CreateThatWasNeverSent_DoesNotCount()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 1 } };
        var host = ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.Latency = TimeSpan.FromSeconds(8);
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"));
        await ring.ApplyAsync(A.Pod("two", labels: "app=batch"));
        Assert.Equal(2, await ring.ReadAsync(Count));

        await ring.DeleteAsync(A.Pod("two").Key);
        await ring.RunAsync(30);
        Assert.Equal(1, await ring.ReadAsync(Count));

        await ring.RestartAsync();
        Assert.Equal(1, await ring.ReadAsync(Count));
    }

    [Fact]
    public async Task AfterARestart_PodThatWaitsForTheRate_GetsItsTurn()
    {
        await using var ring = new Ring { PlannerOptions = new PlannerOptions { CreatesPer5Minutes = 1 } };
        ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running);
        await ring.ApplyAsync(A.Pod("two", labels: "app=batch"));

        await ring.RestartAsync();

        await ring.UntilAsync(IsRefusedByRate, withinSeconds: 10);
        await ring.UntilAsync(state => state.Pods.All(pod => pod.Phase == PodPhase.Running), withinSeconds: 310);

        static bool IsRefusedByRate(ClusterState state) =>
            state.Pods.Any(pod => pod.Message?.Contains("create rate reached", StringComparison.Ordinal) == true);
    }

    /// <summary>As one that no pod claims any more: its use is on the books, open, and no pod says that it was created.</summary>
    [Fact]
    public async Task AfterARestart_GroupThatGoesOnWithoutItsPod_StillCounts()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.RunAsync(60);
        var uid = Stored.Uid(1);
        var usage = Stored.Usage(UsageRecord.IdOfStray(uid, A.Start), A.Start) with { Node = A.VirtualNode().Name, Pod = uid };
        await ring.ChangeAsync(new Change.PutUsage(usage));

        await ring.RestartAsync();

        Assert.Equal(1, await ring.ReadAsync(Count));
    }

    private static int Count(ClusterState state) => state.CreatesOn(A.VirtualNode().Name).CountAfter(A.Start.AddHours(-1));
}
