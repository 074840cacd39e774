using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Limits;

/// <summary>What a host says to who asks it before a call, and what it sends.</summary>
public sealed class HostBudgetTests
{
    private readonly AciFixture _fixture = new();

    [Fact]
    public void TwoNodesOfOneSubscriptionAndRegion_ShareTheCreates()
    {
        var budgets = _fixture.FullBudgets();
        var (one, two) = (_fixture.NewHost(budgets: budgets), _fixture.NewHost(A.Options("aci-two"), budgets: budgets));
        for (var i = 0; i < 100; i++)
            Assert.Null((i % 2 == 0 ? one : two).ReserveCreate(Pod(i)));

        Assert.True(one.ReserveCreate(Pod(100)) > TimeSpan.Zero);
        Assert.True(two.ReserveCreate(Pod(100)) > TimeSpan.Zero);
    }

    [Fact]
    public void TwoRegionsOfOneSubscription_ShareArmsBuckets_AndNotTheCreates()
    {
        var budgets = new AciBudgets(new AciRates { Writes = new BucketRate(150, TimeSpan.FromSeconds(1)), FullAtStartPercent = 100 }, _fixture.Time);
        var (one, two) = (_fixture.NewHost(budgets: budgets), _fixture.NewHost(A.Options() with { Region = "eastus" }, budgets: budgets));
        for (var i = 0; i < 100; i++)
            Assert.Null(one.ReserveCreate(Pod(i)));
        for (var i = 100; i < 150; i++)
            Assert.Null(two.ReserveCreate(Pod(i)));

        Assert.Equal(TimeSpan.FromSeconds(1), two.ReserveCreate(Pod(150)));
    }

    [Fact]
    public void Reserve_ThatIsNotUsed_IsGivenBack()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Null(_fixture.Host.ReserveCreate(A.Uid));
            _fixture.Host.Release(A.Uid);
        }
    }

    [Fact]
    public void Create_OfAGroupThatExists_CostsNoCreate()
    {
        _fixture.Create();
        for (var i = 0; i < 120; i++)
        {
            Assert.Null(_fixture.Host.ReserveCreate(A.Uid));
            Assert.IsType<CreateOutcome.Accepted>(_fixture.Create());
            _fixture.Host.Release(A.Uid);
            _fixture.Time.Pass(TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void CreatesOfBeforeTheStart_Count_AndOneThatIsMadeAgain_CountsOnce()
    {
        PastCreate[] past = [.. Enumerable.Range(0, 100).Select(i => new PastCreate(Pod(i), TimeSpan.FromMinutes(3)))];
        _fixture.Host.Recall(past);
        _fixture.Host.Recall(past);

        Assert.Equal(TimeSpan.FromMinutes(2), _fixture.Host.ReserveCreate(Pod(100)));
        Assert.Null(_fixture.Host.ReserveCreate(Pod(7)));
        _fixture.Host.Release(Pod(7));
        Assert.Equal(TimeSpan.FromMinutes(2), _fixture.Host.ReserveCreate(Pod(100)));
        _fixture.Time.Pass(TimeSpan.FromMinutes(2));
        Assert.Null(_fixture.Host.ReserveCreate(Pod(100)));
    }

    [Fact]
    public void DeletesUsedUp_OneThatWasSentBefore_MayLook_AndSendsNothing()
    {
        var host = _fixture.NewHost(budgets: new AciBudgets(new AciRates { CreatesPer5Minutes = 1, FullAtStartPercent = 100 }, _fixture.Time));
        _fixture.Create();
        Assert.Null(host.ReserveDelete(Pod(1), isRetry: false));

        Assert.True(host.ReserveDelete(A.Uid, isRetry: false) > TimeSpan.Zero);
        Assert.Null(host.ReserveDelete(A.Uid, isRetry: true));
        var looked = _fixture.Time.Run(host.DeleteAsync(A.Uid, TimeSpan.Zero, CancellationToken.None));

        Assert.IsType<DeleteOutcome.Deleting>(looked);
        Assert.Equal(0, _fixture.Arm.Count(HttpMethod.Delete));
    }

    /// <summary>Both kinds ask as fast as they can, for far more reads than there are.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ScarceReads_CreatesAndDeletesTakeTurns(bool createsAskFirst)
    {
        var region = new AciBudgets(
            new AciRates { Reads = new BucketRate(20, TimeSpan.FromSeconds(1)), CreatesPer5Minutes = 10_000, CreatesPerHour = 10_000, FullAtStartPercent = 100 },
            _fixture.Time).Of(A.Options());
        var (creates, deletes) = (0, 0);
        for (var i = 0; i < 4000; i++)
        {
            if (createsAskFirst)
                creates += Use(region.TryReserveCreate(Pod(i), out _));
            deletes += Use(region.TryReserveDelete(isRetry: false, out _));
            if (!createsAskFirst)
                creates += Use(region.TryReserveCreate(Pod(i), out _));
            _fixture.Time.Pass(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(creates, 95, 115);
        Assert.InRange(deletes, 95, 115);
    }

    [Fact]
    public void RefusalWithRetryAfter_HoldsTheOthersToo()
    {
        _fixture.Arm.AnswerNext(HttpMethod.Put, 429, "ResourceRequestsThrottled", retryAfter: "17");
        Assert.IsType<CreateOutcome.Throttled>(_fixture.Create());

        Assert.Equal(TimeSpan.FromSeconds(17), _fixture.Host.ReserveCreate(Pod(1)));
        Assert.Null(_fixture.Host.ReserveDelete(Pod(2), isRetry: false));
    }

    [Fact]
    public void StartWithoutKnowledge_IsCareful()
    {
        var host = _fixture.NewHost(budgets: new AciBudgets(new AciRates(), _fixture.Time));
        var sent = Enumerable.Range(0, 100).TakeWhile(i => host.ReserveCreate(Pod(i)) is null).Count();

        Assert.Equal(20, sent);
    }

    /// <summary>All its reads are sent, and answered at once.</summary>
    private int Use(CallReserve? reserve)
    {
        if (reserve is null)
            return 0;
        while (reserve.TakeRead() is { } read)
            read.Settle(ArmReply.Lost("", _fixture.Time.GetUtcNow()));
        reserve.Return();
        return 1;
    }

    private static PodUid Pod(int number) => PodUid.Parse($"00000000-0000-4000-8000-{number:D12}");
}
