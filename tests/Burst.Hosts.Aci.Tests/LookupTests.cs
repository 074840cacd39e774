using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

public sealed class LookupTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void Lookup_OfAGroupThatIsThere_SaysHowItIs()
    {
        _fixture.Create();
        _fixture.Arm.SetView(
            "burst-" + A.Uid.Value.Replace("-", ""), AciFixture.View("Running"), AciFixture.ContainerView("Running", startTime: "2026-03-01T12:00:05Z"));

        Assert.Equal(PodPhase.Running, Find()?.Phase);
    }

    [Fact]
    public void Lookup_OfAGroupThatIsNotThere_SaysSo() => Assert.Null(Find());

    [Fact]
    public void Lookup_ThatIsNotAnswered_SaysNothing()
    {
        _fixture.Create();
        for (var i = 0; i < 10; i++)
            _fixture.Arm.AnswerNext(HttpMethod.Get, 503, "ServerTimeout", "busy");

        Assert.Throws<PodHostUnavailableException>(() => Find());
    }

    private PodObservation? Find() => _fixture.Time.Run(_fixture.Host.FindAsync(A.Uid, CancellationToken.None));
}
