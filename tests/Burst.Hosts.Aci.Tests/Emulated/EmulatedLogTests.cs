using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Testing;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>Logs over HTTPS, from an emulator that keeps no more of them than ACI does.</summary>
public sealed class EmulatedLogTests : IAsyncLifetime
{
    private EmulatedAci _aci = null!;
    private int _followed;

    public async Task InitializeAsync() => _aci = await EmulatedAci.StartAsync();

    public async Task DisposeAsync() => await _aci.DisposeAsync();

    [Fact]
    public async Task Log_OfAContainerThatRuns_IsWhole_AndOfOneThatHasEnded_IsMarkedAsCut()
    {
        var host = _aci.NewHost();
        _aci.Runtime.Written["main"] = Lines(0, 3000);
        await host.CreateAsync(A.Launch(A.Program("/burst/fail", "0", "2")), CancellationToken.None);
        await host.WaitForAsync(A.Uid, PodPhase.Running);
        var running = await ReadAsync(host, new LogQuery());
        await host.WaitForAsync(A.Uid, PodPhase.Succeeded);
        var ended = await ReadAsync(host, new LogQuery());

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"l{i}"), running.Select(line => line.Text));
        Assert.True(ended[0].IsRemark);
        Assert.Equal("l2999", ended[^1].Text);
        Assert.InRange(ended.Count(line => !line.IsRemark), 100, 1000);
    }

    [Fact]
    public async Task Follow_OfALogThatOutgrowsTheWindowAndThenEnds_GivesEachLineOnce()
    {
        const int Lines1 = 2_000, Rounds = 40, RoundsUnread = 10;
        var host = _aci.NewHost();
        _aci.Runtime.Written["main"] = "";
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);
        await host.WaitForAsync(A.Uid, PodPhase.Running);
        var lines = new List<string>();
        var follow = FollowAsync(host, lines);

        // 40 times some 160 KB: one and a half times what is kept. No more is written unread than fits into what is kept.
        for (var round = 1; round <= Rounds; round++)
        {
            _aci.Runtime.Written["main"] += Lines((round - 1) * Lines1, Lines1, new string('x', 40));
            if (round % RoundsUnread == 0)
                await Eventually.HoldsAsync(() => Volatile.Read(ref _followed) >= round * Lines1, $"round {round} is read");
            else
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await host.DeleteToTheEndAsync(A.Uid);
        await follow;
        Assert.Equal(Enumerable.Range(0, Rounds * Lines1).Select(i => $"l{i}{new string('x', 40)}"), lines);
    }

    private async Task FollowAsync(AciPodHost host, List<string> lines)
    {
        await foreach (var line in host.ReadLogsAsync(A.Uid, "main", new LogQuery(Follow: true), CancellationToken.None))
        {
            lines.Add(line.Text);
            Volatile.Write(ref _followed, lines.Count);
        }
    }

    private static string Lines(int first, int count, string suffix = "") => string.Concat(Enumerable.Range(first, count)
        .Select(i => $"2026-03-01T{11 + (i / 36_000):D2}:{i / 600 % 60:D2}:{i / 10 % 60:D2}.{i % 10}Z l{i}{suffix}\n"));

    private static async Task<List<LogLine>> ReadAsync(AciPodHost host, LogQuery query)
    {
        var lines = new List<LogLine>();
        await foreach (var line in host.ReadLogsAsync(A.Uid, "main", query, CancellationToken.None))
            lines.Add(line);
        return lines;
    }
}
