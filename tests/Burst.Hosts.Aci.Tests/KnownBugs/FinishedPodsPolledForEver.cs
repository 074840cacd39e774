using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>azure-aci reads the group of each pod every 5 seconds, also of those that ended long ago (podsTracker.go).</summary>
public sealed class FinishedPodsPolledForEver
{
    [Fact]
    public void Pod_ThatHasEnded_IsReadOnce()
    {
        var fixture = new AciFixture();
        fixture.Create();
        var view = AciFixture.ContainerView("Terminated", 0, "2026-03-01T11:00:00Z", "2026-03-01T11:30:00Z");
        fixture.Arm.SetView(A.GroupName, AciFixture.View("Succeeded"), view);
        fixture.List();
        fixture.Arm.Journal.Clear();
        for (var i = 0; i < 100; i++)
        {
            fixture.Time.Pass(TimeSpan.FromSeconds(10));
            Assert.Equal(PodPhase.Succeeded, Assert.Single(fixture.List()).Phase);
        }

        Assert.DoesNotContain($"GET {A.GroupName}", fixture.Arm.Calls);
    }
}
