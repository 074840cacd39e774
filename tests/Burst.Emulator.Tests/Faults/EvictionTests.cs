using Burst.Emulator.Runtime;

namespace Burst.Emulator.Tests.Faults;

public sealed class EvictionTests
{
    private RecordingRuntime _runtime = null!;

    [Fact]
    public async Task Evict_ByHand_WaitsThenRestartsElsewhereAndIsBilledOn()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(["/burst/sleep", "600"], priority: "Spot"));
        emulation.Time.AdvanceSeconds(100);
        Assert.Equal(204, (await emulation.HandAsync("job", "evict")).Status);
        var waiting = await emulation.GetGroupAsync("job");
        Assert.Equal(("Succeeded", "Pending"), (waiting.ProvisioningOf(), waiting.StateOf()));
        Assert.Equal(("Waiting", "Evicted", 0), Current(waiting));
        Assert.Equal(("Terminated", 7147), Previous(waiting));
        Assert.Contains(waiting.FirstView()["events"]!.AsArray(), e => e!["name"]!.GetValue<string>() == "Killing");
        Assert.Equal((409, "NotEvictable"), await EvictAsync(emulation, "job"));

        await emulation.RestartAsync();
        Assert.Equal(("Waiting", "Evicted", 0), Current(await emulation.GetGroupAsync("job")));
        emulation.Time.AdvanceSeconds(60);
        var again = await emulation.GetGroupAsync("job");
        Assert.Equal(("Running", "", 1), Current(again));
        Assert.Equal(("Running", ("Terminated", 7147)), (again.StateOf(), Previous(again)));
        await emulation.RestartAsync();
        Assert.Equal(again.Text, (await emulation.GetGroupAsync("job")).Text);

        await emulation.HandAsync("job", "evict");
        emulation.Time.AdvanceSeconds(60);
        Assert.Equal(("Running", "", 2), Current(await emulation.GetGroupAsync("job")));
        emulation.Time.AdvanceSeconds(3600);
        var ended = await emulation.GetGroupAsync("job");
        Assert.Equal("Succeeded", ended.StateOf());
        // 101 s until the first eviction, two waits of 60 s, then 600 s in one go.
        var line = (await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray().Single()!;
        Assert.InRange(line["billedSeconds"]!.GetValue<decimal>(), 101 + 120 + 600 - 2, 101 + 120 + 600 + 2);
    }

    [Fact]
    public async Task Evict_TellsTheRuntimeToLetGoAndToStartUnderAnotherId()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(priority: "Spot"));
        var first = _runtime.Started.Single().RuntimeId;
        await emulation.HandAsync("job", "evict");
        Assert.Equal([first], _runtime.Removed);
        emulation.Time.AdvanceSeconds(60);
        await emulation.GetGroupAsync("job");
        Assert.Equal(2, _runtime.Started.Select(start => start.RuntimeId).Distinct().Count());
    }

    [Fact]
    public async Task Evict_WhatIsNoRunningSpotGroup_IsRefused()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("regular", AGroup.Body());
        await emulation.PutGroupAsync("pending", AGroup.Body(priority: "Spot"));
        Assert.Equal((409, "NotEvictable"), await EvictAsync(emulation, "regular"));
        Assert.Equal((409, "NotEvictable"), await EvictAsync(emulation, "pending"));
        Assert.Equal((409, "NotEvictable"), await EvictAsync(emulation, "nobody"));
    }

    [Fact]
    public async Task Evict_ByFault_ShowsAtTheNextLook()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(priority: "Spot"));
        await emulation.BreakAsync("f", """{ "kind": "evict-group", "operation": "get" }""");
        Assert.Equal(("Waiting", "Evicted", 0), Current(await emulation.GetGroupAsync("job")));
        Assert.Equal(1, await emulation.FiredAsync("f"));
    }

    [Fact]
    public async Task Evict_WhileItWaits_CanBeStoppedStartedAndDeleted()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(["/burst/echo"], priority: "Spot"));
        await emulation.HandAsync("job", "evict");
        Assert.Equal(204, (await emulation.PostAsync("job", "stop")).Status);
        Assert.Equal("Stopped", (await emulation.GetGroupAsync("job")).StateOf());
        Assert.Equal(202, (await emulation.PostAsync("job", "start")).Status);
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal(("Running", "", 0), Current(await emulation.GetGroupAsync("job")));
        await emulation.HandAsync("job", "evict");
        Assert.Equal(200, (await emulation.DeleteGroupAsync("job")).Status);
        Assert.All((await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray(), line => Assert.NotNull(line!["stoppedAt"]));
    }

    [Fact]
    public async Task SpotEvictions_AtARate_StrikeSpotGroupsOnlyAndBySeed()
    {
        var (first, again) = (await EvictionsAsync(), await EvictionsAsync());
        Assert.Equal(first, again);
        // Ten an hour over two hours, less the waits of a minute.
        Assert.InRange(first, 5, 40);
    }

    private async Task<int> EvictionsAsync()
    {
        await using var emulation = await StartAsync(o => o with { SpotEvictionsPerHour = 10 });
        await emulation.RunGroupAsync("spot", AGroup.Body(["/burst/echo"], priority: "Spot"));
        await emulation.RunGroupAsync("regular", AGroup.Body(["/burst/echo"]));
        for (var i = 0; i < 120; i++)
        {
            emulation.Time.AdvanceSeconds(60);
            await emulation.GetGroupAsync("spot");
        }

        emulation.Time.AdvanceSeconds(60);
        Assert.Equal(("Running", "", 0), Current(await emulation.GetGroupAsync("regular")));
        return (await emulation.GetGroupAsync("spot")).FirstView()["restartCount"]!.GetValue<int>();
    }

    private Task<Emulation> StartAsync(Func<EmulatorOptions, EmulatorOptions>? configure = null) => Emulation.StartAsync(
        o => (configure ?? (same => same))(o with { Provisioning = ProvisioningProfile.Fast with { SpotRestart = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)) } }),
        time => _runtime = new(new SimulatedGroupRuntime(time, new())));

    private static (string, string, int) Current(Answer group)
    {
        var view = group.FirstView();
        return (view["currentState"]!["state"]!.GetValue<string>(), view["currentState"]!["detailStatus"]!.GetValue<string>(), view["restartCount"]!.GetValue<int>());
    }

    private static (string, int) Previous(Answer group)
    {
        var previous = group.FirstView()["previousState"]!;
        return (previous["state"]!.GetValue<string>(), previous["exitCode"]!.GetValue<int>());
    }

    private static async Task<(int, string)> EvictAsync(Emulation emulation, string group)
    {
        var answer = await emulation.HandAsync(group, "evict");
        return (answer.Status, answer.ErrorCode);
    }
}
