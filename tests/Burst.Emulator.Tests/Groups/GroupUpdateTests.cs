using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Groups;

public sealed class GroupUpdateTests
{
    [Fact]
    public async Task Put_SameBodyAgain_RestartsNothing()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var answer = await emulation.PutGroupAsync("web", AGroup.Body());
        Assert.Equal(200, answer.Status);
        Assert.Equal("Running", answer["properties", "instanceView", "state"]!.GetValue<string>());
        Assert.False(answer.Headers.ContainsKey("Azure-AsyncOperation"));
    }

    [Fact]
    public async Task Put_ChangedCommand_RestartsInPlace()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var answer = await emulation.PutGroupAsync("web", AGroup.Body(["/burst/sleep", "99"]));
        Assert.Equal((200, "Pending"), (answer.Status, answer["properties", "provisioningState"]!.GetValue<string>()));
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal("Succeeded", (await emulation.GetAsync(answer.Headers["Azure-AsyncOperation"]))["status"]!.GetValue<string>());
        var logs = await emulation.GetAsync($"{Emulation.Groups}/web/containers/main/logs");
        Assert.Contains("99 s", logs.Text);
    }

    [Theory]
    [InlineData("osType")]
    [InlineData("cpu")]
    [InlineData("memoryInGB")]
    [InlineData("restartPolicy")]
    public async Task Put_ChangeThatNeedsADelete_IsRefused(string what)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var body = what switch
        {
            "cpu" => AGroup.Body(cpu: 2),
            "memoryInGB" => AGroup.Body(memoryInGB: 2),
            "restartPolicy" => AGroup.Body(restartPolicy: "Always"),
            _ => AGroup.Body().With(b => b.Properties()["osType"] = "Windows"),
        };
        var answer = await emulation.PutGroupAsync("web", body);
        Assert.Equal((400, "InvalidContainerGroupUpdate"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Put_InAnotherLocation_IsRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web", AGroup.Body());
        var answer = await emulation.PutGroupAsync("web", AGroup.Body(location: "West Europe"));
        Assert.Equal((409, "InvalidResourceLocation"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Patch_Tags_ReplacesThemAndNothingElse()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body().With(b => b["tags"] = new JsonObject { ["old"] = "1" }));
        var answer = await emulation.SendAsync(HttpMethod.Patch, $"{Emulation.Groups}/web", JsonNode.Parse("""{"tags":{"owner":"burst"}}"""));
        Assert.Equal((200, """{"owner":"burst"}"""), (answer.Status, answer["tags"]!.ToJsonString()));
        Assert.Equal("Running", answer["properties", "instanceView", "state"]!.GetValue<string>());
        var refused = await emulation.SendAsync(HttpMethod.Patch, $"{Emulation.Groups}/web", JsonNode.Parse("""{"properties":{}}"""));
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task StopStartRestart_OfAGroup_FollowTheService()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web", AGroup.Body(["/burst/echo"], restartPolicy: "Always"));
        var early = await emulation.PostAsync("web", "restart");
        Assert.Equal((409, "ContainerGroupTransitioning"), (early.Status, early.ErrorCode));

        emulation.Time.AdvanceSeconds(1);
        Assert.Equal(204, (await emulation.PostAsync("web", "stop")).Status);
        Assert.Equal("Stopped", (await emulation.GetGroupAsync("web"))["properties", "instanceView", "state"]!.GetValue<string>());

        var started = await emulation.PostAsync("web", "start");
        Assert.Equal((202, true), (started.Status, started.Headers.ContainsKey("Location")));
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal("Running", (await emulation.GetGroupAsync("web"))["properties", "instanceView", "state"]!.GetValue<string>());

        Assert.Equal(204, (await emulation.PostAsync("web", "restart")).Status);
        Assert.Equal("Pending", (await emulation.GetGroupAsync("web"))["properties", "instanceView", "state"]!.GetValue<string>());
    }
}
