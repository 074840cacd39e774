using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Scheduling.Planning;
using Burst.Testing.Builders;

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
    public async Task AfterARestart_CreateThatWasRefused_DoesNotCount()
    {
        await using var ring = new Ring { PlannerOptions = new PlannerOptions { CreatesPer5Minutes = 1 } };
        var host = ring.AddHost(A.VirtualNode());
        host.PodsMax = 0;
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(mode: BurstMode.Always), A.Pod("one", labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().Refusals.Length > 0);
        var refused = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.Equal(refused.StartedAt, refused.EndedAt);

        host.PodsMax = 1;
        await ring.RestartAsync();

        await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running, withinSeconds: 120);
    }
}
