using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Testing.Time;

namespace Burst.Hosts.Aci.Tests;

/// <summary>The numbers that are promised of status reads, by the journal of the service, in virtual time.</summary>
public sealed class StatusReadPaceTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly AciFixture _fixture;

    public StatusReadPaceTests() => _fixture = new AciFixture(time: _time);

    [Theory]
    [InlineData(1)]
        [InlineData(120)]
    public async Task LiveGroups_UpTo120_AreEachReadEveryTenSeconds(int groups)
    {
        await CreateAsync(groups, "Running");
        await ListForAsync(TimeSpan.FromMinutes(5), every: TimeSpan.FromSeconds(10));
        Assert.Equal((10.0, 10.0), Gaps(groups));
    }

    [Theory]
    [InlineData(240, 20)]
    [InlineData(600, 50)]
    public async Task LiveGroups_Above120_AreReadProportionallyLessOften(int groups, int seconds)
    {
        await CreateAsync(groups, "Running");
        await ListForAsync(TimeSpan.FromSeconds(4 * seconds), every: TimeSpan.FromSeconds(1));
        var (shortest, longest) = Gaps(groups);
        Assert.InRange(shortest, seconds, seconds + 1);
        Assert.InRange(longest, seconds, seconds + 2);
    }

    [Fact]
    public async Task StatusReads_TakeHalfOfTheReadsAtMost()
    {
        await CreateAsync(500, "Pending");
        await ListForAsync(TimeSpan.FromMinutes(2), every: TimeSpan.FromSeconds(1));
        Assert.InRange(Reads.Count(), 0.9 * 12.5 * 120, 125 + (12.5 * 120));
    }

    [Fact]
    public async Task TerminalGroups_AreNeverReadAgain()
    {
        await CreateAsync(50, "Succeeded");
        await ListForAsync(TimeSpan.FromHours(1), every: TimeSpan.FromSeconds(10));
        Assert.All(Reads.GroupBy(request => request.Uri.AbsolutePath), reads => Assert.Single(reads));
        Assert.Equal(50, Reads.Count());
    }

    [Fact]
    public async Task WhatAListShows_IsSeenAtTheNextOne_HoweverManyGroupsThereAre()
    {
        var uids = await CreateAsync(1000, "Running");
        await ListForAsync(TimeSpan.FromMinutes(3), every: TimeSpan.FromSeconds(10));
        _fixture.Arm.Groups.Remove(NameOf(uids[500]));
        var added = (await CreateAsync(1, "Running", from: 5000)).Single();

        var seen = await ListForAsync(TimeSpan.FromSeconds(10), every: TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(seen, pod => pod.Uid == uids[500]);
        Assert.Equal(PodPhase.Running, seen.Single(pod => pod.Uid == added).Phase);
    }

    private IEnumerable<ArmRequestRecord> Reads => _fixture.Arm.Journal.Where(request => request.Uri.AbsolutePath.Contains("/containerGroups/"));

    /// <summary>Between two reads of one group, the shortest and the longest, once all have been read.</summary>
    private (double Shortest, double Longest) Gaps(int groups)
    {
        var byGroup = Reads.GroupBy(request => request.Uri.AbsolutePath).Select(reads => reads.Select(read => read.At).ToList()).ToList();
        Assert.Equal(groups, byGroup.Count);
        var gaps = byGroup.SelectMany(times => times.Zip(times.Skip(1), (one, next) => (next - one).TotalSeconds).Skip(1)).ToList();
        return (gaps.Min(), gaps.Max());
    }

    private async Task<List<PodUid>> CreateAsync(int count, string state, int from = 1)
    {
        var uids = Enumerable.Range(from, count).Select(i => PodUid.Parse($"00000000-0000-4000-8000-{i:D12}")).ToList();
        var maker = _fixture.NewHost(budgets: _fixture.WideBudgets());
        foreach (var uid in uids)
        {
            await maker.CreateAsync(A.Launch(uid: uid), CancellationToken.None);
            var view = state switch
            {
                "Pending" => AciFixture.ContainerView("Waiting"),
                "Running" => AciFixture.ContainerView("Running", startTime: "2026-01-05T08:00:00Z"),
                _ => AciFixture.ContainerView("Terminated", 0, "2026-01-05T08:00:00Z", "2026-01-05T08:30:00Z"),
            };
            _fixture.Arm.SetView(NameOf(uid), AciFixture.View(state), view);
        }

        _fixture.Arm.Journal.Clear();
        return uids;
    }

    private static string NameOf(PodUid uid) => "burst-" + uid.Value.Replace("-", "", StringComparison.Ordinal);

    private async Task<IReadOnlyList<PodObservation>> ListForAsync(TimeSpan span, TimeSpan every)
    {
        IReadOnlyList<PodObservation> seen = [];
        for (var end = _time.GetUtcNow() + span; _time.GetUtcNow() < end; _time.Advance(every))
            seen = await _fixture.Host.ListAsync(CancellationToken.None);
        return seen;
    }
}
