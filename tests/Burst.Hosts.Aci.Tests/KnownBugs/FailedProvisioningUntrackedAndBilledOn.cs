using Burst.Core.Pods;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci took the provisioningState Failed for the end of the pod (containergroup_to_pod.go) and tracked it no more, while ACI
/// goes on with the group and bills it until it is deleted. azure-aci#378 has such groups on a bill.
/// </summary>
public sealed class FailedProvisioningUntrackedAndBilledOn
{
    [Fact]
    public async Task Group_ThatFailedToProvisionAndRuns_IsRunningAndOnTheBooksUntilItIsDeleted()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults = [new FaultRule { Name = "fail", Kind = FaultKind.FailProvisioning, Match = new FaultMatch { Operation = "create" } }],
        });
        var host = aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);
        var pod = await host.WaitForAsync(A.Uid, item => item.Reason == "ProvisioningFailed" && item.UsageStartedAt is not null);

        Assert.True(pod.Phase is PodPhase.Pending or PodPhase.Running, $"It is {pod.Phase}, and is billed.");
        Assert.Null(pod.UsageEndedAt);
        pod = await host.WaitForAsync(A.Uid, PodPhase.Running);
        Assert.Equal("ProvisioningFailed", pod.Reason);

        Assert.NotNull((await host.DeleteToTheEndAsync(A.Uid)).EndedAt);
        Assert.Empty(await aci.ReadNamesAsync());
    }
}
