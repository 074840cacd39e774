using Burst.Emulator.Runtime;

namespace Burst.Emulator.Tests.Runtime;

public sealed class SimulatedGroupRuntimeTests
{
    private readonly ManualTime _time = new();
    private readonly SimulatedGroupRuntime _runtime;

    public SimulatedGroupRuntimeTests() => _runtime = new(_time, new() { DefaultRunDuration = TimeSpan.FromSeconds(20) });

    [Theory]
    [InlineData("/burst/sleep 5", 5, 0)]
    [InlineData("sleep 1.5s", 1.5, 0)]
    [InlineData("/burst/cpu 7", 7, 0)]
    [InlineData("/burst/fail", 0, 1)]
    [InlineData("/burst/fail 9", 0, 9)]
    [InlineData("/burst/fail 9 4", 4, 9)]
    [InlineData("/burst/sleep long", 0, 2)]
    [InlineData("/burst/fail 999", 0, 2)]
    [InlineData("/bin/anything else", 20, 0)]
    public async Task Program_ThatEnds_EndsAfterItsTime(string command, double seconds, int exitCode)
    {
        var start = Start(RestartPolicy.Never, command.Split(' '));
        await _runtime.StartAsync(start, CancellationToken.None);
        _time.AdvanceSeconds(seconds - 0.001);
        if (seconds > 0)
            Assert.Equal(ContainerState.Running, (await StatusAsync()).State);
        _time.AdvanceSeconds(0.001);
        var status = await StatusAsync();
        Assert.Equal((ContainerState.Terminated, exitCode), (status.State, status.ExitCode));
        Assert.Equal(start.StartAt + TimeSpan.FromSeconds(seconds), status.FinishedAt);
    }

    [Theory]
    [InlineData("/burst/echo", RestartPolicy.Never)]
    [InlineData("/bin/anything else", RestartPolicy.Always)]
    [InlineData("", RestartPolicy.Never, "burst/echo:1")]
    public async Task Program_ThatServes_RunsUntilStopped(string command, RestartPolicy policy, string image = "image")
    {
        await _runtime.StartAsync(Start(policy, command.Split(' ', StringSplitOptions.RemoveEmptyEntries), image), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(ContainerState.Running, (await StatusAsync()).State);
        await _runtime.StopAsync("cg-1", TimeSpan.Zero, CancellationToken.None);
        var stoppedAt = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromDays(1));
        var status = await StatusAsync();
        Assert.Equal((ContainerState.Terminated, 143, stoppedAt), (status.State, status.ExitCode, status.FinishedAt));
    }

    [Fact]
    public async Task RestartPolicy_Always_RestartsWithGrowingBackOff()
    {
        await _runtime.StartAsync(Start(RestartPolicy.Always, ["/burst/sleep", "5"]), CancellationToken.None);
        var seen = new List<(ContainerState, int)>();
        // Runs 0-5 s, waits 10 s, runs 15-20 s, waits 20 s, runs 40-45 s.
        foreach (var step in new[] { 4, 2, 10, 5, 20 })
        {
            _time.AdvanceSeconds(step);
            var status = await StatusAsync();
            seen.Add((status.State, status.RestartCount));
        }

        Assert.Equal(
        [
            (ContainerState.Running, 0), (ContainerState.Waiting, 0), (ContainerState.Running, 1), (ContainerState.Waiting, 1), (ContainerState.Running, 2),
        ], seen);
    }

    [Fact]
    public async Task RestartPolicy_OnFailure_EndsWithSuccess()
    {
        await _runtime.StartAsync(Start(RestartPolicy.OnFailure, ["/burst/sleep", "5"]), CancellationToken.None);
        _time.AdvanceSeconds(60);
        var status = await StatusAsync();
        Assert.Equal((ContainerState.Terminated, 0, 0), (status.State, status.ExitCode, status.RestartCount));
    }

    [Fact]
    public async Task Adopt_AfterARestart_GivesTheSameStateAndLogs()
    {
        var start = Start(RestartPolicy.OnFailure, ["/burst/fail", "3", "5"]);
        await _runtime.StartAsync(start, CancellationToken.None);
        _time.AdvanceSeconds(100);
        var restarted = new SimulatedGroupRuntime(_time, new());
        Assert.Null(await restarted.InspectAsync("cg-1", CancellationToken.None));
        await restarted.AdoptAsync(start, null, CancellationToken.None);
        var (before, after) = (await _runtime.InspectAsync("cg-1", CancellationToken.None), await restarted.InspectAsync("cg-1", CancellationToken.None));
        Assert.Equal((before!.Containers[0], before.IpAddress), (after!.Containers[0], after.IpAddress));
        Assert.Equal(
            await _runtime.ReadLogsAsync("cg-1", "main", null, true, CancellationToken.None),
            await restarted.ReadLogsAsync("cg-1", "main", null, true, CancellationToken.None));
    }

    [Fact]
    public async Task UnknownId_IsNothingToWorryAbout()
    {
        await _runtime.StopAsync("cg-9", TimeSpan.Zero, CancellationToken.None);
        await _runtime.RemoveAsync("cg-9", CancellationToken.None);
        Assert.Null(await _runtime.InspectAsync("cg-9", CancellationToken.None));
        Assert.Null(await _runtime.ReadLogsAsync("cg-9", "main", null, false, CancellationToken.None));
    }

    private async Task<ContainerStatus> StatusAsync() => (await _runtime.InspectAsync("cg-1", CancellationToken.None))!.Containers.Single();

    private GroupStart Start(RestartPolicy policy, string[] command, string image = "image") => new()
    {
        RuntimeId = "cg-1",
        GroupName = "group",
        StartAt = _time.GetUtcNow(),
        RestartPolicy = policy,
        Containers =
        [
            new() { Name = "main", Image = image, Command = command, Environment = [], CpuCores = 1, MemoryInGB = 1 },
        ],
    };
}
