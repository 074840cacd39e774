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
}
