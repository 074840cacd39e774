using Burst.Core.Pods;
using Burst.Testing.Builders;

namespace Burst.Control.Tests.Loop;

/// <summary>One object that makes code throw does not take the cluster with it.</summary>
public class PoisonTests
{
    [Fact]
    public async Task PodThatCannotBePlanned_IsLeftUntilItChanges_AndTheOthersRun()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode(cpuMillis: 8000));
        host.Unsupported = spec => spec.Containers[0].Image == "poison" ? throw new InvalidOperationException("poisoned") : null;
        await ring.StartAsync();
        var poisoned = A.Pod("poisoned");
        var spec = poisoned.Spec with { Containers = [poisoned.Spec.Containers[0] with { Image = "poison" }] };
        await ring.ApplyAsync(poisoned with { Spec = spec });
        await ring.ApplyAsync(A.Pod("healthy"), A.Pod("other"));
        await ring.RunAsync(20);

        Assert.False(ring.Running.IsCompleted);
        Assert.Equal([PodPhase.Running, PodPhase.Pending, PodPhase.Running], await PhasesAsync(ring, "healthy", "poisoned", "other"));
        var told = Assert.Single(await ring.EventsAsync(), item => item.Reason == "PlanningFailed");
        Assert.Contains("poisoned", told.Message, StringComparison.Ordinal);

        await ring.RestartAsync();
        await ring.ApplyAsync(A.Pod("later"));
        await ring.RunAsync(10);
        Assert.Equal([PodPhase.Running, PodPhase.Pending], await PhasesAsync(ring, "later", "poisoned"));

        await ring.ApplyAsync(poisoned);
        await ring.RunAsync(10);
        Assert.Equal([PodPhase.Running], await PhasesAsync(ring, "poisoned"));
    }

    private static async Task<IEnumerable<PodPhase>> PhasesAsync(Ring ring, params string[] names)
    {
        var pods = await ring.PodsAsync();
        return names.Select(name => pods.Single(pod => pod.Metadata.Name == name).Phase);
    }
}
