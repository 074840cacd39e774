using System.Text.Json.Nodes;
using Burst.Emulator.Runtime;
using Burst.Emulator.Tests.Faults;

namespace Burst.Emulator.Tests.Groups;

public sealed class InitContainerTests
{
    [Fact]
    public async Task InitContainers_RunOneAfterTheOtherBeforeTheRest()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", Body("Always", ["/burst/sleep", "10"], ["/burst/sleep", "20"]));
        Assert.Equal(["Running", "Waiting", "Waiting"], await StatesAsync(emulation));
        emulation.Time.AdvanceSeconds(11);
        Assert.Equal(["Terminated", "Running", "Waiting"], await StatesAsync(emulation));
        await emulation.RestartAsync();
        Assert.Equal(["Terminated", "Running", "Waiting"], await StatesAsync(emulation));
        emulation.Time.AdvanceSeconds(20);
        Assert.Equal(["Terminated", "Terminated", "Running"], await StatesAsync(emulation));
        var init = (await emulation.GetGroupAsync("web"))["properties", "initContainers"]![1]!["properties"]!["instanceView"]!;
        Assert.Equal((0, "Completed"), (init["currentState"]!["exitCode"]!.GetValue<int>(), init["currentState"]!["detailStatus"]!.GetValue<string>()));
        Assert.Equal(["Pulling", "Pulled", "Created", "Started"], init["events"]!.AsArray().Select(e => e!["name"]!.GetValue<string>()));
        var log = await emulation.GetAsync($"{Emulation.Groups}/web/containers/init-1/logs");
        Assert.Contains("sleeping for 20 s", log["content"]!.GetValue<string>());
        Assert.DoesNotContain("hidden", (await emulation.GetGroupAsync("web")).Text);
    }

    [Fact]
    public async Task InitContainer_FailingUnderNever_FailsTheGroupAndEndsItsBill()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", Body("Never", ["/burst/fail", "3", "5"]));
        emulation.Time.AdvanceSeconds(60);
        Assert.Equal(["Terminated", "Waiting"], await StatesAsync(emulation));
        Assert.Equal("Failed", (await emulation.GetGroupAsync("web")).StateOf());
        var line = (await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray().Single()!;
        Assert.NotNull(line["stoppedAt"]);
        Assert.InRange(line["billedSeconds"]!.GetValue<int>(), 5, 8);
    }

    [Theory]
    [InlineData("OnFailure")]
    [InlineData("Always")]
    public async Task InitContainer_FailingUnderAnotherPolicy_IsTriedAgainAndHoldsTheRestBack(string policy)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", Body(policy, ["/burst/fail", "3", "5"]));
        emulation.Time.AdvanceSeconds(16);
        var group = await emulation.GetGroupAsync("web");
        Assert.Equal(1, group["properties", "initContainers"]![0]!["properties"]!["instanceView"]!["restartCount"]!.GetValue<int>());
        emulation.Time.AdvanceSeconds(3600);
        Assert.Equal("Running", (await emulation.GetGroupAsync("web")).StateOf());
        Assert.Equal("Waiting", (await StatesAsync(emulation))[^1]);
        Assert.Null((await emulation.GetAsync("/_emulator/invoice"))["groups"]![0]!["stoppedAt"]);
    }

    [Fact]
    public async Task InitContainer_OnARuntimeThatRunsNone_IsRefused()
    {
        await using var emulation = await Emulation.StartAsync(runtime: time => new PlainRuntime(new SimulatedGroupRuntime(time, new())));
        var answer = await emulation.PutGroupAsync("web", Body("Never", ["/burst/sleep", "1"]));
        Assert.Equal((400, "EmulatorUnsupported"), (answer.Status, answer.ErrorCode));
        Assert.Equal(201, (await emulation.PutGroupAsync("web", AGroup.Body())).Status);
    }

    [Theory]
    [InlineData("main", "burst/sleep", "DuplicateContainerName")]
    [InlineData("Init", "burst/sleep", "InvalidContainerName")]
    [InlineData("init", "", "InvalidRequestContent")]
    public async Task InitContainer_ThatIsInvalid_IsRefused(string name, string image, string code)
    {
        await using var emulation = await Emulation.StartAsync();
        var body = Body("Never", ["/burst/sleep", "1"]);
        var init = body["properties"]!["initContainers"]![0]!;
        init["name"] = name;
        init["properties"]!["image"] = image;
        var answer = await emulation.PutGroupAsync("web", body);
        Assert.Equal((400, code), (answer.Status, answer.ErrorCode));
    }

    private static JsonObject Body(string policy, params string[][] commands) => AGroup.Body(["/burst/echo"], policy).With(body =>
        body.Properties()["initContainers"] = new JsonArray([.. commands.Select((command, i) => (JsonNode)new JsonObject
        {
            ["name"] = $"init-{i}",
            ["properties"] = new JsonObject
            {
                ["image"] = "burst/sleep",
                ["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]),
                ["environmentVariables"] = new JsonArray(new JsonObject { ["name"] = "KEY", ["secureValue"] = "hidden" }),
            },
        })]));

    private static async Task<string[]> StatesAsync(Emulation emulation)
    {
        var group = await emulation.GetGroupAsync("web");
        return [.. group["properties", "initContainers"]!.AsArray().Concat(group["properties", "containers"]!.AsArray())
            .Select(c => c!["properties"]!["instanceView"]!["currentState"]!["state"]!.GetValue<string>())];
    }

    /// <summary>A runtime that keeps to what every runtime must do.</summary>
    private sealed class PlainRuntime(IGroupRuntime inner) : IGroupRuntime
    {
        public Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken) => inner.StartAsync(start, cancellationToken);

        public Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken) => inner.InspectAsync(runtimeId, cancellationToken);

        public Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken) => inner.StopAsync(runtimeId, gracePeriod, cancellationToken);

        public Task RemoveAsync(string runtimeId, CancellationToken cancellationToken) => inner.RemoveAsync(runtimeId, cancellationToken);

        public Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken) =>
            inner.ReadLogsAsync(runtimeId, container, tail, timestamps, cancellationToken);
    }
}
