using System.Diagnostics;
using Burst.Emulator.Faults;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Tests.Groups;

public sealed class GroupRuntimeFailureTests
{
    private RecordingRuntime _runtime = null!;

    [Fact]
    public async Task Launch_RuntimeRejects_FailsTheGroupWithTheReason()
    {
        await using var emulation = await StartAsync();
        _runtime.Reject = "no such program";
        var created = await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(1);
        var poll = await emulation.GetAsync(created.Headers["Azure-AsyncOperation"]);
        Assert.Equal(("Failed", "ContainerGroupStartFailed"), (poll["status"]!.GetValue<string>(), poll.ErrorCode));
        Assert.Contains("no such program", poll.ErrorMessage);
        var group = await emulation.GetGroupAsync("web");
        Assert.Equal("Failed", group["properties", "provisioningState"]!.GetValue<string>());
        Assert.Equal("Failed", group["properties", "instanceView", "state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Launch_RuntimeFails_IsTriedAgainUnderTheSameId()
    {
        await using var emulation = await StartAsync();
        _runtime.FailStart = true;
        await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal("Creating", (await emulation.GetGroupAsync("web"))["properties", "provisioningState"]!.GetValue<string>());
        _runtime.FailStart = false;
        Assert.Equal("Succeeded", (await emulation.GetGroupAsync("web"))["properties", "provisioningState"]!.GetValue<string>());
        Assert.Equal(await RuntimeIdAsync(emulation), Assert.Single(_runtime.Started).RuntimeId);
    }

    [Fact]
    public async Task Launch_RuntimeFailsForTooLong_FailsTheGroup()
    {
        await using var emulation = await StartAsync();
        _runtime.FailStart = true;
        await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(1);
        await emulation.GetGroupAsync("web");
        emulation.Time.AdvanceSeconds(1800);
        Assert.Equal("Failed", (await emulation.GetGroupAsync("web"))["properties", "provisioningState"]!.GetValue<string>());
    }

    [Fact]
    public async Task Launch_RuntimeStillPulls_IsBeingCreatedUntilTheImageIsThere()
    {
        await using var emulation = await StartAsync();
        _runtime.Pulling = true;
        await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(5);

        var group = await emulation.GetGroupAsync("web");
        Assert.Equal("Creating", group["properties", "provisioningState"]!.GetValue<string>());
        Assert.Equal("Pending", group["properties", "instanceView", "state"]!.GetValue<string>());
        var view = group["properties", "containers"]![0]!["properties"]!["instanceView"]!;
        Assert.Equal(("Waiting", "ErrImagePull"), (view["currentState"]!["state"]!.GetValue<string>(), view["currentState"]!["detailStatus"]!.GetValue<string>()));
        Assert.Equal("Pulling", Assert.Single(view["events"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Equal("ContainerGroupTransitioning", (await emulation.PostAsync("web", "restart")).ErrorCode);

        _runtime.Pulling = false;
        Assert.Equal("Succeeded", (await emulation.GetGroupAsync("web"))["properties", "provisioningState"]!.GetValue<string>());
    }

    [Fact]
    public async Task Launch_RuntimePullsForTooLong_IsGivenUp()
    {
        await using var emulation = await StartAsync();
        _runtime.Pulling = true;
        await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(5);
        await emulation.GetGroupAsync("web");
        emulation.Time.AdvanceSeconds(1800);

        Assert.Equal("Failed", (await emulation.GetGroupAsync("web"))["properties", "provisioningState"]!.GetValue<string>());
        Assert.Equal(await RuntimeIdAsync(emulation), Assert.Single(_runtime.Stopped));
    }

    [Fact]
    public async Task Restart_RuntimeForgotTheGroup_StartsItAgainUnderTheSameId()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var before = _runtime.Started.Single();
        await emulation.DownAsync();
        await emulation.UpAsync();
        Assert.Empty(_runtime.Started);
        await emulation.DownAsync();
        _forgetful = true;
        await emulation.UpAsync();
        Assert.Equal("Running", (await emulation.GetGroupAsync("web"))["properties", "instanceView", "state"]!.GetValue<string>());
        var again = Assert.Single(_runtime.Started);
        Assert.Equal((before.RuntimeId, before.StartAt), (again.RuntimeId, again.StartAt));
    }

    [Fact]
    public async Task Delete_RuntimeDoesNotLetGo_HidesTheGroupAndFinishesLater()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        _runtime.FailStop = true;
        Assert.Equal(200, (await emulation.DeleteGroupAsync("web")).Status);
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
        Assert.Equal("ContainerGroupTransitioning", (await emulation.PutGroupAsync("web", AGroup.Body())).ErrorCode);
        Assert.Equal("Deleting", (await emulation.GetAsync("/_emulator/groups"))["groups"]![0]!["phase"]!.GetValue<string>());
        _runtime.FailStop = false;
        var deadline = Stopwatch.StartNew();
        while ((await emulation.GetAsync("/_emulator/groups"))["groups"]!.AsArray().Count > 0)
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(30), "the delete was not finished in time");
            await Task.Delay(20);
        }

        Assert.Single(_runtime.Removed);
        Assert.Single((await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray());
    }

    [Fact]
    public async Task Update_InPlace_RemovesTheOldDeploymentFromTheRuntime()
    {
        await using var emulation = await StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var before = await RuntimeIdAsync(emulation);
        await emulation.PutGroupAsync("web", AGroup.Body(["/burst/sleep", "9"]));
        Assert.Equal([before], _runtime.Removed);
        Assert.NotEqual(before, await RuntimeIdAsync(emulation));
    }

    [Fact]
    public async Task Requests_OfAllKindsAtOnce_LeaveNothingBehind()
    {
        await using var emulation = await StartAsync(o => o with { Rates = new() { RequestsPerFiveMinutes = 10_000, RequestsPerHour = 10_000 } });
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => WorkAsync(emulation, new Random(worker))));
        Assert.DoesNotContain(500, answers.SelectMany(statuses => statuses));
        await emulation.DeleteGroupAsync("web");
        Assert.Empty((await emulation.GetAsync("/_emulator/groups"))["groups"]!.AsArray());
        Assert.NotEmpty(_runtime.Started);
        Assert.Subset(_runtime.Removed.ToHashSet(), _runtime.Started.Select(s => s.RuntimeId).ToHashSet());
        Assert.Equal(_runtime.Started.Count, _runtime.Started.Select(s => s.RuntimeId).Distinct().Count());
    }

    [Fact]
    public async Task Requests_UnderFaultsAtOnce_LeaveNothingBehindAndEveryLineClosed()
    {
        await using var emulation = await StartAsync(o => o with
        {
            Rates = new() { RequestsPerFiveMinutes = 10_000, RequestsPerHour = 10_000, Reads = new(9999, 99), Writes = new(9999, 99), Deletes = new(9999, 99) },
            Faults = FaultText.ParseAll(
            [
                "evict-group:probability=0.2,seed=1", "remove-group:probability=0.05,seed=2", "drop-reply:probability=0.05,seed=3", "forget-delete:probability=0.3,seed=4",
                "fail-pull:probability=0.1,seed=5,forSeconds=2", "fail-provisioning:probability=0.1,seed=6", "server-error:probability=0.05,seed=7,afterEffect=true",
            ]),
            SpotEvictionsPerHour = 600,
            Provisioning = ProvisioningProfile.Fast with { SpotRestart = new(TimeSpan.Zero, TimeSpan.FromSeconds(2)) },
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => WorkUnderFaultsAsync(emulation, new Random(worker))));
        Assert.All((await emulation.GetAsync("/_emulator/faults"))["faults"]!.AsArray(), fault => Assert.True(fault!["fired"]!.GetValue<int>() > 0, fault.ToJsonString()));
        await emulation.SendAsync(HttpMethod.Delete, "/_emulator/faults");
        await emulation.RestartAsync();
        await emulation.SendAsync(HttpMethod.Delete, "/_emulator/faults");
        await emulation.DeleteGroupAsync("web");
        Assert.Empty((await emulation.GetAsync("/_emulator/groups"))["groups"]!.AsArray());
        Assert.All((await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray(), line => Assert.NotNull(line!["stoppedAt"]));
    }

    private static async Task WorkUnderFaultsAsync(Emulation emulation, Random random)
    {
        for (var i = 0; i < 60; i++)
        {
            emulation.Time.AdvanceSeconds(random.NextDouble());
            try
            {
                var answer = random.Next(6) switch
                {
                    0 => await emulation.DeleteGroupAsync("web"),
                    1 => await emulation.PostAsync("web", "restart"),
                    2 => await emulation.PostAsync("web", "stop"),
                    3 or 4 => await emulation.GetGroupAsync("web"),
                    _ => await emulation.PutGroupAsync("web", AGroup.Body(["/burst/sleep", random.Next(9).ToString()], priority: "Spot")),
                };
                if (answer.Status == 500)
                    Assert.Equal("The server encountered an internal error. Please retry the request.", answer.ErrorMessage);
            }
            catch (HttpRequestException)
            {
                // A dropped reply.
            }
        }
    }

    private static async Task<List<int>> WorkAsync(Emulation emulation, Random random)
    {
        var statuses = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            emulation.Time.AdvanceSeconds(random.NextDouble());
            var answer = random.Next(6) switch
            {
                0 => await emulation.DeleteGroupAsync("web"),
                1 => await emulation.PostAsync("web", "restart"),
                2 => await emulation.PostAsync("web", "stop"),
                3 => await emulation.GetGroupAsync("web"),
                _ => await emulation.PutGroupAsync("web", AGroup.Body(["/burst/sleep", random.Next(3).ToString()])),
            };
            statuses.Add(answer.Status);
        }

        return statuses;
    }

    private bool _forgetful;

    private Task<Emulation> StartAsync(Func<EmulatorOptions, EmulatorOptions>? configure = null) =>
        Emulation.StartAsync(configure, time => _runtime = new RecordingRuntime(new SimulatedGroupRuntime(time, new())) { Forgetful = _forgetful });

    private static async Task<string> RuntimeIdAsync(Emulation emulation) =>
        (await emulation.GetAsync("/_emulator/groups"))["groups"]![0]!["runtimeId"]!.GetValue<string>();
}
