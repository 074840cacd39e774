using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests;

/// <summary>How often the usages are asked for, and what is made of the answer.</summary>
public sealed class QuotaTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void Usages_AreTheThreeQuotas_InTheUnitsOfTheState()
    {
        _fixture.Arm.Usages = FakeArm.UsagesOf(
            ("P100Cores", 0, 0), ("StandardSpotCores", 1, 10), ("StandardCores", 12.5m, 100), ("ContainerGroups", 7, 60));
        Assert.Equal(new ServiceQuota(new QuotaUse(7, 60), new QuotaUse(12_500, 100_000), new QuotaUse(1000, 10_000)), Check().Quota);
        var asked = Assert.Single(_fixture.Arm.Journal, request => request.Uri.AbsolutePath.EndsWith("/usages", StringComparison.Ordinal));
        Assert.Equal(
            "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.ContainerInstance/locations/westeurope/usages", asked.Uri.AbsolutePath);
    }

    [Fact]
    public void Usages_OfASubscriptionWithoutSpot_SayNothingOfSpot()
    {
        _fixture.Arm.Usages = FakeArm.UsagesOf(("StandardCores", 0, 4));
        Assert.Equal(new ServiceQuota(null, new QuotaUse(0, 4000), null), Check().Quota);
    }

    [Fact]
    public void Checks_EveryTenSeconds_AskOnceAMinute()
    {
        for (var at = 0; at < 60; at++)
        {
            Assert.Equal(at % 6 == 0, Check().Quota is not null);
            _fixture.Time.Pass(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(10, Asked);
    }

    [Fact]
    public void QuotaRefusal_HasThemAskedForAtTheNextCheck_CapacityRefusalDoesNot()
    {
        Check();
        _fixture.Arm.AnswerNext(HttpMethod.Put, 409, "ServiceUnavailable");
        Assert.False(Assert.IsType<CreateOutcome.InsufficientCapacity>(_fixture.Create()).IsQuota);
        Assert.Null(Check().Quota);

        _fixture.Arm.AnswerNext(HttpMethod.Put, 400, "ContainerGroupQuotaReached");
        Assert.True(Assert.IsType<CreateOutcome.InsufficientCapacity>(_fixture.Create()).IsQuota);
        Assert.NotNull(Check().Quota);
        Assert.Null(Check().Quota);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailed", "Microsoft.ContainerInstance/locations/usages/read")]
    [InlineData(404, "NoRegisteredProviderFound", "NoRegisteredProviderFound")]
    public void UsagesThatMayNotBeRead_AreAProblemAtOnce_AndTheNodeIsReady(int status, string code, string told)
    {
        Refuse(status, code);
        var heartbeat = Check();
        Assert.True(heartbeat.Ready);
        Assert.Null(heartbeat.Quota);
        Assert.Contains(told, heartbeat.QuotaProblem);
    }

    [Fact]
    public void UsagesThatFailOnceOrTwice_AreNoNews_ThriceTheyAre()
    {
        for (var failures = 1; failures <= 3; failures++)
        {
            for (var tries = 0; tries < 4; tries++)
                Refuse(500, "InternalServerError");
            var heartbeat = Check();
            Assert.True(heartbeat.Ready);
            Assert.Equal(failures == 3, heartbeat.QuotaProblem is not null);
            _fixture.Arm.ForgetFaults();
            _fixture.Time.Pass(QuotaClock.Interval);
        }

        Assert.NotNull(Check().Quota);
    }

    [Fact]
    public void UsagesThatNeverAnswer_HoldTheHeartbeatUpForFiveSeconds()
    {
        var before = _fixture.Time.GetUtcNow();
        _fixture.Arm.HangNext(IsUsages);
        Assert.True(Check().Ready);
        Assert.Equal(TimeSpan.FromSeconds(5), _fixture.Time.GetUtcNow() - before);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("null")]
    public void AnswerThatIsNoUsages_IsNoQuota(string body)
    {
        _fixture.Arm.AnswerNext(IsUsages, 200, body);
        Assert.Null(Check().Quota);
    }

    private int Asked => _fixture.Arm.Journal.Count(IsUsages);

    private static bool IsUsages(ArmRequestRecord request) => request.Uri.AbsolutePath.EndsWith("/usages", StringComparison.Ordinal);

    private void Refuse(int status, string code) => _fixture.Arm.AnswerNext(IsUsages, status, FakeArm.Error(code, "said the service"));

    private HostHeartbeat Check() => _fixture.Time.Run(_fixture.Host.CheckAsync(CancellationToken.None));
}
