using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Emulator;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// virtual-kubelet#105: a 429 was an error like any other, and any error of a create fails a pod that is never restarted: the job is
/// lost because the service asked to wait.
/// </summary>
public sealed class ThrottlingFailsThePod
{
    [Fact]
    public async Task Create_ThatIsThrottled_SaysForHowLong_AndWorksThen()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults =
            [
                new FaultRule
                {
                    Name = "busy", Kind = FaultKind.Throttle, Match = new FaultMatch { Operation = "create" }, RetryAfterSeconds = 1,
                },
            ],
        });
        var host = aci.NewHost();
        var throttled = Assert.IsType<CreateOutcome.Throttled>(await host.CreateAsync(Launch(), CancellationToken.None));
        Assert.Equal(TimeSpan.FromSeconds(1), throttled.RetryAfter);
        Assert.Empty(await aci.ReadNamesAsync());
        await Task.Delay(throttled.RetryAfter);
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(Launch()));
    }

    [Fact]
    public async Task Create_BeyondTheRateOfCreates_IsThrottled()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with { Rates = new RateLimits { RequestsPerFiveMinutes = 1 } });
        var host = aci.NewHost();
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(Launch(), CancellationToken.None));
        var second = Launch(PodUid.Parse("00000000-0000-4000-8000-000000000002"));
        Assert.IsType<CreateOutcome.Throttled>(await host.CreateAsync(second, CancellationToken.None));
    }

    [Fact]
    public void Create_WhoseFirstLookIsThrottled_HadNoEffect()
    {
        var fixture = new AciFixture();
        for (var i = 0; i < 20; i++)
            fixture.Arm.AnswerNext(HttpMethod.Get, 429, "TooManyRequests");
        Assert.True(Assert.Throws<PodHostUnavailableException>(() => fixture.Create()).HadNoEffect);
        Assert.Equal(0, fixture.Arm.Count(HttpMethod.Put));
    }

    private static PodLaunch Launch(PodUid? uid = null) => A.Launch(A.Program("/burst/echo"), uid);
}
