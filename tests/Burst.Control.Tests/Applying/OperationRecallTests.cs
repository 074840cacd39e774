using Burst.Testing.Builders;

namespace Burst.Control.Tests.Applying;

public class OperationRecallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateThatGoesOn_IsOnRecord_AndTakenUpOnceAfterARestart(bool hostsJoinLater)
    {
        OperationHost? host = null;
        await using var ring = new Ring { Between = inner => host = new OperationHost(inner), HostsJoinLater = hostsJoinLater };
        ring.AddHost(A.VmNode());
        ring.Hosts[0].ListFailures = int.MaxValue;
        await ring.StartAsync();
        if (hostsJoinLater)
            ring.JoinHosts();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(2);
        var pod = Assert.Single(await ring.PodsAsync());
        Assert.Equal($"operation of {pod.Metadata.Name}", pod.CreateOperation);
        Assert.Empty(host!.Resumed);

        await ring.RestartAsync();
        if (hostsJoinLater)
            ring.JoinHosts();
        await ring.RunAsync(20);

        Assert.Equal([(pod.Uid, pod.CreateOperation!)], host.Resumed);
        Assert.Single(ring.Hosts[0].Started);
    }

    [Fact]
    public async Task PodThatHasComeUp_HasNoCreateThatGoesOn()
    {
        OperationHost? host = null;
        await using var ring = new Ring { Between = inner => host = new OperationHost(inner) };
        ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(10);
        Assert.Null(Assert.Single(await ring.PodsAsync()).CreateOperation);

        await ring.RestartAsync();
        await ring.RunAsync(5);
        Assert.Empty(host!.Resumed);
    }
}
