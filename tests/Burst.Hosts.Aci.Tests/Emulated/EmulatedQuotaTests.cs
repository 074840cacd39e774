using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Emulator;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>The quotas as the host learns them from a service that keeps them itself.</summary>
public sealed class EmulatedQuotaTests : IAsyncLifetime
{
    private EmulatedAci _aci = null!;

    public async Task InitializeAsync() => _aci = await EmulatedAci.StartAsync(options => options with
    {
        Quota = new QuotaLimits { ContainerGroups = 6, StandardCores = 3, StandardSpotCores = 1 },
    });

    public async Task DisposeAsync() => await _aci.DisposeAsync();

    [Fact]
    public async Task Usages_CountRegularAndSpotCoresApart_WhoeverHasThem_AndEndedGroupsAsGroups()
    {
        var (host, others) = (_aci.NewHost(), _aci.NewHost(ownerId: "11111111-2222-4333-8444-555555555555"));
        Assert.Equal((new QuotaUse(0, 6), new QuotaUse(0, 3000), new QuotaUse(0, 1000)), await ReadAsync(_aci.NewHost()));

        await CreateAsync(host, 1, Tier.Aci, "/burst/sleep", "60");
        await CreateAsync(others, 2, Tier.AciSpot, "/burst/sleep", "60");
        var ended = await CreateAsync(others, 3, Tier.Aci, "/burst/fail", "0", "0.1");
        await others.WaitForAsync(ended, PodPhase.Succeeded);
        Assert.Equal((new QuotaUse(3, 6), new QuotaUse(1000, 3000), new QuotaUse(1000, 1000)), await ReadAsync(_aci.NewHost()));
    }

    [Fact]
    public async Task QuotaRefusal_IsFollowedByWhatTheServiceSaysNow()
    {
        var (host, others) = (_aci.NewHost(), _aci.NewHost(ownerId: "11111111-2222-4333-8444-555555555555"));
        Assert.Equal(new QuotaUse(0, 3000), (await host.CheckAsync(CancellationToken.None)).Quota!.CpuMillis);
        for (var i = 1; i <= 3; i++)
            await CreateAsync(others, i, Tier.Aci, "/burst/sleep", "60");
        Assert.Null((await host.CheckAsync(CancellationToken.None)).Quota);

        var refused = await host.CreateAsync(A.Launch(A.Program("/burst/sleep", "60"), Uid(9)), CancellationToken.None);
        Assert.True(Assert.IsType<CreateOutcome.InsufficientCapacity>(refused).IsQuota);
        Assert.Equal(new QuotaUse(3000, 3000), (await host.CheckAsync(CancellationToken.None)).Quota!.CpuMillis);
    }

    private static async Task<(QuotaUse?, QuotaUse?, QuotaUse?)> ReadAsync(AciPodHost host)
    {
        // Asked with what the reads of pods leave, so a heartbeat may pass it over for the next one.
        var quota = (await host.CheckAsync(CancellationToken.None)).Quota;
        for (var attempt = 0; attempt < 100 && quota is null; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            quota = (await host.CheckAsync(CancellationToken.None)).Quota;
        }

        Assert.NotNull(quota);
        return (quota.Groups, quota.CpuMillis, quota.SpotCpuMillis);
    }

    private static async Task<PodUid> CreateAsync(AciPodHost host, int number, Tier tier, params string[] command)
    {
        var launch = A.Launch(A.Program(command), Uid(number), tier);
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));
        return launch.Uid;
    }

    private static PodUid Uid(int number) => PodUid.Parse($"00000000-0000-4000-8000-{number:D12}");
}
