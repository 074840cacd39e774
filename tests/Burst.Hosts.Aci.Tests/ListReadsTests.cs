using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Testing.Time;

namespace Burst.Hosts.Aci.Tests;

/// <summary>How many reads lists cost, and how soon a change is seen all the same. A list comes every 10 s.</summary>
public sealed class ListReadsTests
{
    private static readonly TimeSpan ListInterval = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly AciFixture _fixture;
    private readonly Dictionary<PodUid, PodObservationAt> _last = [];

    public ListReadsTests() => _fixture = new AciFixture(time: _time);

    [Theory]
    [InlineData(10, 590, 610)] // Each at each list.
    [InlineData(120, 7080, 7320)] // The most that are read at each list.
    [InlineData(300, 5800, 6200)] // Every 25 s, which is every third list.
    public async Task RunningGroups_OverTenMinutes_KeepToTheBudget(int groups, int readsMin, int readsMax)
    {
        await CreateAsync(groups, "Running");
        await ListForAsync(TimeSpan.FromMinutes(10));
        Assert.InRange(Reads, readsMin, readsMax);
        Assert.All(_last.Values, seen => Assert.Equal(PodPhase.Running, seen.Phase));
        Assert.Equal(groups, _last.Count);
    }

    [Theory]
    [InlineData(39, 10)]
    [InlineData(300, 40)]
    public async Task RunningGroup_ThatEnds_IsSeenWithinItsTurn(int groups, int seconds)
    {
        var uids = await CreateAsync(groups, "Running");
        await ListForAsync(TimeSpan.FromMinutes(1));
        var ended = uids[groups / 2];
        SetState(ended, "Succeeded");
        await ListForAsync(TimeSpan.FromSeconds(seconds));
        Assert.Equal(PodPhase.Succeeded, _last[ended].Phase);
    }

    [Fact]
    public async Task GroupThatIsStarting_AmongManyThatRun_IsReadAtEachList()
    {
        await CreateAsync(200, "Running");
        await ListForAsync(TimeSpan.FromMinutes(2));
        var pod = (await CreateAsync(1, "Pending", from: 500)).Single();
        await ListForAsync(ListInterval);
        Assert.Equal(PodPhase.Pending, _last[pod].Phase);
        SetState(pod, "Running");
        await ListForAsync(ListInterval);
        Assert.Equal(PodPhase.Running, _last[pod].Phase);
    }

    [Fact]
    public async Task GroupNotRead_IsReportedAsOfItsLastSight()
    {
        var uids = await CreateAsync(200, "Running");
        await ListForAsync(ListInterval * 3);
        var before = _last[uids[0]];
        await ListForAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(before, _last[uids[0]]);
        await ListForAsync(ListInterval * 3);
        Assert.True(_last[uids[0]].At > before.At);
    }

    [Fact]
    public async Task GroupsThatStartForEver_StayWithinTheBudget()
    {
        await CreateAsync(1000, "Pending");
        await ListForAsync(TimeSpan.FromHours(1));
        Assert.InRange(Reads, 20_000, 125 + (int)(12.5 * 3600));
        Assert.Equal(1000, _last.Values.Count(seen => seen.Phase == PodPhase.Pending));
    }

    [Fact]
    public async Task MoreGroupsThanOneBurst_ExistAtOnceAndAreReadSoon()
    {
        await CreateAsync(400, "Running");
        await ListForAsync(ListInterval);
        Assert.Equal((125, 275), (_last.Values.Count(seen => seen.Phase == PodPhase.Running), _last.Values.Count(seen => seen.Phase == PodPhase.Unknown)));
        await ListForAsync(ListInterval * 4);
        Assert.All(_last.Values, seen => Assert.Equal(PodPhase.Running, seen.Phase));
    }

    [Fact]
    public async Task GroupThatIsGone_IsForgotten_SoThatItsReturnIsRead()
    {
        var uid = (await CreateAsync(1, "Succeeded")).Single();
        await ListForAsync(ListInterval * 3);
        Assert.Equal(1, Reads);
        _fixture.Arm.Groups.Clear();
        await ListForAsync(ListInterval);
        Assert.Empty(_last);
        await CreateAsync(1, "Running");
        await ListForAsync(ListInterval);
        Assert.Equal(PodPhase.Running, _last[uid].Phase);
    }

    private int Reads => _fixture.Arm.Journal.Count(request => request.Uri.AbsolutePath.Contains("/containerGroups/"));

    private async Task<List<PodUid>> CreateAsync(int count, string state, int from = 1)
    {
        var uids = Enumerable.Range(from, count).Select(i => PodUid.Parse($"00000000-0000-4000-8000-{i:D12}")).ToList();
        var maker = _fixture.NewHost(budgets: _fixture.WideBudgets());
        foreach (var uid in uids)
        {
            await maker.CreateAsync(A.Launch(uid: uid), CancellationToken.None);
            SetState(uid, state);
        }

        _fixture.Arm.Journal.Clear();
        return uids;
    }

    private void SetState(PodUid uid, string state)
    {
        var view = state switch
        {
            "Pending" => AciFixture.ContainerView("Waiting"),
            "Running" => AciFixture.ContainerView("Running", startTime: "2026-01-05T08:00:00Z"),
            _ => AciFixture.ContainerView("Terminated", 0, "2026-01-05T08:00:00Z", "2026-01-05T08:30:00Z"),
        };
        _fixture.Arm.SetView("burst-" + uid.Value.Replace("-", ""), AciFixture.View(state), view);
    }

    private async Task ListForAsync(TimeSpan span)
    {
        for (var end = _time.GetUtcNow() + span; _time.GetUtcNow() < end; _time.Advance(ListInterval))
        {
            _last.Clear();
            foreach (var seen in await _fixture.Host.ListAsync(CancellationToken.None))
                _last.Add(seen.Uid, new PodObservationAt(seen.Phase, seen.ObservedAt));
        }
    }

    private sealed record PodObservationAt(PodPhase Phase, DateTimeOffset At);
}
