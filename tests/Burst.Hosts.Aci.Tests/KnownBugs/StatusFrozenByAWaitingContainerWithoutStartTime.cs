using Burst.Core.Pods;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci#377: a container without a startTime, as each has whose image is still pulled, failed a check of the answer, and the
/// whole pod's status stayed as it was.
/// </summary>
public sealed class StatusFrozenByAWaitingContainerWithoutStartTime
{
    [Fact]
    public async Task ImageThatCannotBePulled_IsToldInThePodsStatus()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults = [new FaultRule { Name = "pull", Kind = FaultKind.FailPull, Match = new FaultMatch { Operation = "create" } }],
        });
        var host = aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);
        var pod = await host.WaitForAsync(A.Uid, item => item.Message is not null);

        Assert.Equal(PodPhase.Pending, pod.Phase);
        var container = Assert.Single(pod.Containers);
        Assert.Equal(ContainerState.Waiting, container.State);
        Assert.Null(container.StartedAt);
    }

    [Fact]
    public void OneThatWaits_DoesNotHideTheOneThatRuns()
    {
        var fixture = new AciFixture();
        fixture.Create(A.Launch(A.Spec(A.Container("main"), A.Container("sidecar"))));
        var runs = AciFixture.ContainerView("Running", startTime: "2026-03-01T11:59:00Z");
        fixture.Arm.SetView(A.GroupName, AciFixture.View("Running"), runs, AciFixture.ContainerView("Waiting"));

        var pod = Assert.Single(fixture.List());
        Assert.Equal(PodPhase.Running, pod.Phase);
        Assert.Equal([ContainerState.Running, ContainerState.Waiting], pod.Containers.Select(container => container.State));
    }
}
