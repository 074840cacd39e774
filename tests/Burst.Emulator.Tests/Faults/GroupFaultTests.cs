namespace Burst.Emulator.Tests.Faults;

public sealed class GroupFaultTests
{
    [Fact]
    public async Task TruncateList_ShowsTheFirstOnesOnceAndNoNextLink()
    {
        await using var emulation = await Emulation.StartAsync();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await emulation.PutGroupAsync(name, AGroup.Body());
        await emulation.BreakAsync("half", """{ "kind": "truncate-list" }""");
        Assert.Equal(["a", "b"], await NamesAsync());
        await emulation.BreakAsync("none", """{ "kind": "truncate-list", "keep": 0 }""");
        Assert.Empty(await NamesAsync());
        Assert.Equal(["a", "b", "c", "d", "e"], await NamesAsync());

        async Task<string[]> NamesAsync()
        {
            var list = await emulation.GetAsync(Emulation.Groups);
            Assert.Equal(200, list.Status);
            Assert.Null(list["nextLink"]);
            return [.. list["value"]!.AsArray().Select(group => group!["name"]!.GetValue<string>())];
        }
    }

    [Fact]
    public async Task ForgetDelete_IsAcceptedThenFailsAndTheGroupIsBilledOn()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body(["/burst/echo"]));
        await emulation.BreakAsync("f", """{ "kind": "forget-delete" }""");
        var accepted = await emulation.DeleteGroupAsync("web");
        Assert.Equal(202, accepted.Status);
        var poll = await emulation.GetAsync(accepted.Headers["Azure-AsyncOperation"]);
        Assert.Equal(("Failed", "InternalServerError"), (poll["status"]!.GetValue<string>(), poll.ErrorCode));
        var group = await emulation.GetGroupAsync("web");
        Assert.Equal(("Running", "Succeeded"), (group.StateOf(), group.ProvisioningOf()));
        Assert.Null((await emulation.GetAsync("/_emulator/invoice"))["groups"]![0]!["stoppedAt"]);
        Assert.Equal(200, (await emulation.DeleteGroupAsync("web")).Status);
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
    }

    [Fact]
    public async Task FailPull_ForAWhile_ShowsWarningsThenRuns()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "fail-pull", "forSeconds": 60 }""");
        var created = await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(45);
        var pulling = await emulation.GetGroupAsync("web");
        Assert.Equal(("Creating", "Pending"), (pulling.ProvisioningOf(), pulling.StateOf()));
        var events = pulling.FirstView()["events"]!.AsArray().Select(e => $"{e!["type"]} {e["name"]} x{e["count"]}");
        Assert.Equal(["Normal Pulling x1", "Warning Failed x3", "Normal BackOff x2"], events);
        Assert.Equal("Waiting", pulling.FirstView()["currentState"]!["state"]!.GetValue<string>());
        emulation.Time.AdvanceSeconds(20);
        Assert.Equal("Running", (await emulation.GetGroupAsync("web")).StateOf());
        Assert.Equal("Succeeded", (await emulation.GetAsync(created.Headers["Azure-AsyncOperation"]))["status"]!.GetValue<string>());
        Assert.Equal(1, await emulation.FiredAsync("f"));
    }

    [Fact]
    public async Task FailPull_ForEver_FailsWhenProvisioningTimesOutAndIsBilledUntilThen()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "fail-pull" }""");
        var created = await emulation.PutGroupAsync("web", AGroup.Body());
        await emulation.RestartAsync();
        emulation.Time.AdvanceSeconds(1799);
        Assert.Equal("Creating", (await emulation.GetGroupAsync("web")).ProvisioningOf());
        emulation.Time.AdvanceSeconds(2);
        var failed = await emulation.GetGroupAsync("web");
        Assert.Equal(("Failed", "Failed"), (failed.ProvisioningOf(), failed.StateOf()));
        var operation = new Uri(created.Headers["Azure-AsyncOperation"]).PathAndQuery;
        Assert.Equal("ContainerGroupProvisioningTimeout", (await emulation.GetAsync(new Uri(emulation.Server.Endpoint, operation).ToString())).ErrorCode);
        Assert.InRange((await emulation.GetAsync("/_emulator/invoice"))["groups"]![0]!["billedSeconds"]!.GetValue<decimal>(), 1800, 1802);
    }

    [Fact]
    public async Task FailProvisioning_RunsAndIsBilledUntilItIsDeleted()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "fail-provisioning", "group": "w*" }""");
        var created = await emulation.PutGroupAsync("web", AGroup.Body(["/burst/echo"]));
        emulation.Time.AdvanceSeconds(1);
        var group = await emulation.GetGroupAsync("web");
        Assert.Equal(("Failed", "Running"), (group.ProvisioningOf(), group.StateOf()));
        var poll = await emulation.GetAsync(created.Headers["Azure-AsyncOperation"]);
        Assert.Equal(("Failed", "ContainerGroupProvisioningFailed"), (poll["status"]!.GetValue<string>(), poll.ErrorCode));
        emulation.Time.AdvanceSeconds(100);
        await emulation.RestartAsync();
        Assert.Equal("Failed", (await emulation.GetGroupAsync("web")).ProvisioningOf());
        await emulation.DeleteGroupAsync("web");
        var line = (await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray().Single()!;
        Assert.NotNull(line["stoppedAt"]);
        Assert.InRange(line["billedSeconds"]!.GetValue<decimal>(), 100, 102);
    }

    [Fact]
    public async Task RemoveGroup_ByHandOrByFault_IsGoneForItsOwner()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("a", AGroup.Body());
        await emulation.RunGroupAsync("b", AGroup.Body());
        Assert.Equal(204, (await emulation.HandAsync("a", "remove")).Status);
        Assert.Equal(404, (await emulation.HandAsync("a", "remove")).Status);
        Assert.Equal(404, (await emulation.GetGroupAsync("a")).Status);
        await emulation.BreakAsync("f", """{ "kind": "remove-group", "operation": "get", "group": "b" }""");
        Assert.Equal(404, (await emulation.GetGroupAsync("b")).Status);
        Assert.Equal(2, (await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray().Count(line => line!["stoppedAt"] is not null));
        Assert.DoesNotContain(await emulation.CallsAsync(), call => call.StartsWith("DELETE", StringComparison.Ordinal));
    }
}
