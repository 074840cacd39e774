using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Emulated;

public sealed class EmulatedStopTests : IAsyncLifetime
{
    private EmulatedAci _aci = null!;

    public async Task InitializeAsync() => _aci = await EmulatedAci.StartAsync();

    public async Task DisposeAsync() => await _aci.DisposeAsync();

    [Fact]
    public async Task Group_IsStoppedAndStarted_EachOnce_AndSeenAsSuch()
    {
        var host = _aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);
        var before = await host.WaitForAsync(A.Uid, PodPhase.Running);

        var stopped = Assert.IsType<StopOutcome.Accepted>(await host.StopAsync(A.Uid, CancellationToken.None)).Seen!;
        Assert.Equal((PodPhase.Failed, PodStop.Reason, before.UsageStartedAt), (stopped.Phase, stopped.Reason, stopped.UsageStartedAt));
        Assert.InRange(stopped.UsageEndedAt!.Value, before.UsageStartedAt!.Value, stopped.ObservedAt.AddSeconds(1));
        Assert.Equal(stopped.UsageEndedAt, Assert.IsType<StopOutcome.Accepted>(await host.StopAsync(A.Uid, CancellationToken.None)).Seen!.UsageEndedAt);
        // A list may have no read to spare for it at once.
        await host.WaitForAsync(A.Uid, pod => pod.Reason == PodStop.Reason);

        Assert.IsType<StopOutcome.Accepted>(await host.StartAsync(A.Uid, CancellationToken.None));
        var again = await host.WaitForAsync(A.Uid, PodPhase.Running);
        Assert.True(again.UsageStartedAt >= before.UsageStartedAt && again.Containers[0].StartedAt > before.Containers[0].StartedAt);
        var repeated = Assert.IsType<StopOutcome.Accepted>(await host.StartAsync(A.Uid, CancellationToken.None)).Seen!;
        Assert.Equal(again.Containers[0].StartedAt, repeated.Containers[0].StartedAt);
        Assert.IsType<StopOutcome.Refused>(await _aci.NewHost("11111111-7425-40de-944b-e07fc1f90ae7").StopAsync(A.Uid, CancellationToken.None));
    }
}
