namespace Burst.Emulator.Tests.Groups;

public sealed class GroupLifecycleTests
{
    [Fact]
    public async Task Put_NewGroup_AnswersAsTheServiceDoes()
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await emulation.PutGroupAsync("web", AGroup.Body(priority: "spot", restartPolicy: "never"));
        Assert.Equal(201, answer.Status);
        Golden.Equal("""
            {
              "properties": {
                "sku": "Standard",
                "provisioningState": "Pending",
                "provisioningTimeoutInSeconds": 1800,
                "isCustomProvisioningTimeout": false,
                "containers": [
                  {
                    "name": "main",
                    "properties": {
                      "image": "burst/sleep",
                      "command": ["/burst/sleep", "30"],
                      "ports": [],
                      "environmentVariables": [],
                      "resources": { "requests": { "memoryInGB": 1, "cpu": 1 } }
                    }
                  }
                ],
                "initContainers": [],
                "restartPolicy": "Never",
                "osType": "Linux",
                "instanceView": { "events": [], "state": "Pending" },
                "priority": "Spot"
              },
              "id": "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/burst/providers/Microsoft.ContainerInstance/containerGroups/web",
              "name": "web",
              "type": "Microsoft.ContainerInstance/containerGroups",
              "location": "westus",
              "tags": {}
            }
            """, answer.Text);
        Assert.Matches(
            $"^{emulation.Server.Endpoint}subscriptions/{Emulation.Subscription}/providers/Microsoft.ContainerInstance/locations/westus/operations/[0-9a-f-]{{36}}" +
            @"\?api-version=2018-06-01$", answer.Headers["Azure-AsyncOperation"]);
        Assert.False(answer.Headers.ContainsKey("Location"));
        Assert.Equal("no-cache", answer.Headers["Cache-Control"]);
        Assert.StartsWith("westus:", answer.Headers["x-ms-request-id"]);
    }

    [Fact]
    public async Task Get_RunningGroup_ShowsStatesAndEventsAsTheServiceDoes()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Fixed });
        await emulation.PutGroupAsync("web", AGroup.Body());
        emulation.Time.AdvanceSeconds(20);
        var answer = await emulation.GetGroupAsync("web");
        Golden.Equal("""
            {
              "restartCount": 0,
              "currentState": { "state": "Running", "startTime": "2026-11-20T08:34:20Z", "detailStatus": "" },
              "events": [
                {
                  "count": 1, "firstTimestamp": "2026-11-20T08:34:04Z", "lastTimestamp": "2026-11-20T08:34:04Z",
                  "name": "Pulling", "message": "Pulling image \"burst/sleep\"", "type": "Normal"
                },
                {
                  "count": 1, "firstTimestamp": "2026-11-20T08:34:07Z", "lastTimestamp": "2026-11-20T08:34:07Z",
                  "name": "Pulled", "message": "Successfully pulled image \"burst/sleep\" in 3s", "type": "Normal"
                },
                {
                  "count": 1, "firstTimestamp": "2026-11-20T08:34:20Z", "lastTimestamp": "2026-11-20T08:34:20Z",
                  "name": "Created", "message": "Created container main", "type": "Normal"
                },
                {
                  "count": 1, "firstTimestamp": "2026-11-20T08:34:20Z", "lastTimestamp": "2026-11-20T08:34:20Z",
                  "name": "Started", "message": "Started container main", "type": "Normal"
                }
              ]
            }
            """, answer["properties", "containers"]![0]!["properties"]!["instanceView"]!.ToJsonString());
        Assert.Equal("Succeeded", answer["properties", "provisioningState"]!.GetValue<string>());
    }

    [Fact]
    public async Task Operation_WhileProvisioning_GoesFromPendingToSucceeded()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Fixed with { RetryAfterSeconds = 1 } });
        var created = await emulation.PutGroupAsync("web", AGroup.Body());
        Assert.Equal("1", created.Headers["Retry-After"]);
        var seen = new List<string>();
        foreach (var seconds in new[] { 0, 5, 15 })
        {
            emulation.Time.AdvanceSeconds(seconds);
            var poll = await emulation.GetAsync(created.Headers["Azure-AsyncOperation"]);
            seen.Add($"{poll.Status} {poll["status"]} {poll["properties", "events"]!.AsArray().Count} {poll.Headers.ContainsKey("Retry-After")}");
        }

        Assert.Equal(["200 Pending 0 True", "200 Creating 1 True", "200 Succeeded 4 False"], seen);
    }

    [Theory]
    [InlineData("/burst/sleep 5", "Succeeded", 0, "Completed")]
    [InlineData("/burst/fail 3 2", "Failed", 3, "Error")]
    public async Task Get_EndedGroup_TellsHowItEnded(string command, string state, int exitCode, string detail)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(command.Split(' ')));
        emulation.Time.AdvanceSeconds(60);
        var answer = await emulation.GetGroupAsync("job");
        Assert.Equal(state, answer["properties", "instanceView", "state"]!.GetValue<string>());
        var current = answer["properties", "containers"]![0]!["properties"]!["instanceView"]!["currentState"]!;
        Assert.Equal("Terminated", current["state"]!.GetValue<string>());
        Assert.Equal(exitCode, current["exitCode"]!.GetValue<int>());
        Assert.Equal(detail, current["detailStatus"]!.GetValue<string>());
        Assert.NotNull(current["finishTime"]);
    }

    [Fact]
    public async Task Get_FailingContainerUnderOnFailure_IsRestartedWithPreviousState()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(["/burst/fail", "7", "60"], restartPolicy: "OnFailure"));
        emulation.Time.AdvanceSeconds(75);
        var view = (await emulation.GetGroupAsync("job"))["properties", "containers"]![0]!["properties"]!["instanceView"]!;
        Assert.Equal(1, view["restartCount"]!.GetValue<int>());
        Assert.Equal("Running", view["currentState"]!["state"]!.GetValue<string>());
        Assert.Equal(7, view["previousState"]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task List_OfGroups_HasNoInstanceView()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        foreach (var path in new[] { Emulation.Groups, $"/subscriptions/{Emulation.Subscription}/providers/microsoft.containerinstance/CONTAINERGROUPS" })
        {
            var answer = await emulation.GetAsync(path);
            Assert.Equal("web", answer["value"]![0]!["name"]!.GetValue<string>());
            Assert.DoesNotContain("instanceView", answer.Text);
            Assert.Null(answer["nextLink"]);
        }
    }

    [Fact]
    public async Task List_LongerThanAPage_ContinuesByNextLink()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { ListPageSize = 2 });
        foreach (var name in new[] { "e", "a", "c", "b", "d" })
            await emulation.PutGroupAsync(name, AGroup.Body());
        var names = new List<string>();
        for (var link = Emulation.Groups; link is not null;)
        {
            var page = await emulation.GetAsync(link);
            Assert.InRange(page["value"]!.AsArray().Count, 1, 2);
            names.AddRange(page["value"]!.AsArray().Select(g => g!["name"]!.GetValue<string>()));
            link = page["nextLink"]?.GetValue<string>();
        }

        Assert.Equal(["a", "b", "c", "d", "e"], names);
    }

    [Fact]
    public async Task Delete_OfAGroup_ReturnsTheLastBodyThen204AndGetSays404()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", AGroup.Body());
        var first = await emulation.DeleteGroupAsync("WEB");
        Assert.Equal(200, first.Status);
        Assert.Equal("Running", first["properties", "instanceView", "state"]!.GetValue<string>());
        Assert.Equal(204, (await emulation.DeleteGroupAsync("web")).Status);
        var gone = await emulation.GetGroupAsync("web");
        Assert.Equal((404, "ResourceNotFound"), (gone.Status, gone.ErrorCode));
        Assert.Empty((await emulation.GetAsync(Emulation.Groups))["value"]!.AsArray());
        Assert.Empty((await emulation.GetAsync("/_emulator/groups"))["groups"]!.AsArray());
    }

    private static ProvisioningProfile Fixed { get; } = new()
    {
        Pending = Exactly(4),
        Pull = Exactly(3),
        Launch = Exactly(13),
        RetryAfterSeconds = null,
    };

    private static Latency Exactly(int seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));
}
