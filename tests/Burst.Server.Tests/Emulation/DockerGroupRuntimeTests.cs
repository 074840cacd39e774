using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Burst.Emulator;
using Burst.Server.Configuration;
using Burst.Server.Emulation;
using Burst.Server.Tests.Support;
using Burst.Testing.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Server.Tests.Emulation;

/// <summary>Container groups as real containers of an engine, asked for by ACI's own REST calls.</summary>
public sealed class DockerGroupRuntimeTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private EmulatorServer? emulator;
    private HttpClient http = null!;
    private GroupClient groups = null!;
    private EngineView engine = null!;

    private string Label => $"dev.burst.owner={File.ReadAllText(folder.At("emulator/engine-owner"))}";

    public async Task InitializeAsync()
    {
        if (DockerFolder.Missing is not null)
            return;
        engine = new EngineView(DockerFolder.Hosts[^1]);
        await StartAsync();
    }

    /// <summary>Whatever a test leaves, its emulator ends, and then nothing of it may be on the engine.</summary>
    public async Task DisposeAsync()
    {
        if (emulator is not null)
        {
            await emulator.EndGroupsAsync(CancellationToken.None);
            Assert.Empty(await engine.ListAsync(Label));
            Assert.Equal(0, await engine.CountVolumesAsync(Label));
            await EndAsync();
            engine.Dispose();
        }

        folder.Dispose();
    }

    [DockerFact]
    public async Task Group_RunsToItsEnd_WithExitCodeEnvironmentLogsAndInvoice()
    {
        await PutAsync("ended", Shell("echo hello $NAME; sleep 1; exit 7"));

        var state = await groups.WaitForStateAsync("ended", "Terminated");

        Assert.Equal((7, "Error"), ((int?)state["exitCode"], (string?)state["detailStatus"]));
        Assert.Equal("hello world\n", await groups.ReadLogsAsync("ended"));
        var group = await groups.GetAsync("ended");
        Assert.Equal(("Succeeded", "Failed"), ((string?)group["provisioningState"], (string?)group["instanceView"]!["state"]));
        Assert.Equal(["Pulling", "Pulled", "Created", "Started"], EventNames(group));
        var line = await groups.FindInvoiceLineAsync("ended");
        Assert.Equal(DateTimeOffset.Parse((string)state["finishTime"]!), DateTimeOffset.Parse((string)line!["stoppedAt"]!), TimeSpan.FromSeconds(1));
        Assert.InRange((decimal)line["billedSeconds"]!, 1, 60);
    }

    [DockerFact]
    public async Task ContainersOfAGroup_ShareNetworkAndVolumes_BehindInitContainersInOrder()
    {
        var group = Group(
            """[["init-one", "echo one >> /shared/order"], ["init-two", "echo two >> /shared/order"]]""",
            Container("main", "cat /secrets/key; httpd -p 8080 -h /shared; until [ -e /shared/done ]; do sleep 0.1; done"),
            Container("side", "until wget -q -O - http://127.0.0.1:8080/order 2>/dev/null; do sleep 0.1; done; touch /shared/done"));
        group["volumes"] = JsonNode.Parse("""[{ "name": "shared", "emptyDir": {} }, { "name": "secrets", "secret": { "key": "aGlkZGVuCg==" } }]""");
        foreach (var container in group["initContainers"]!.AsArray().Concat(group["containers"]!.AsArray()))
            container!["properties"]!["volumeMounts"] = JsonNode.Parse("""[{ "name": "shared", "mountPath": "/shared" }, { "name": "secrets", "mountPath": "/secrets" }]""");
        await groups.PutAsync("shared", group);

        var seen = await groups.WaitForAsync("shared", now => (string?)now["instanceView"]!["state"] == "Succeeded", "has ended");

        Assert.Equal("hidden\n", await groups.ReadLogsAsync("shared"));
        Assert.Equal("one\ntwo\n", await groups.ReadLogsAsync("shared", "side"));
        Assert.All(seen["initContainers"]!.AsArray(), init => Assert.Equal(0, (int?)init!["properties"]!["instanceView"]!["currentState"]!["exitCode"]));
    }

    [DockerFact]
    public async Task InitContainerThatFails_EndsAGroupThatIsNotRestarted()
    {
        await groups.PutAsync("unready", Group("""[["init-one", "exit 3"]]""", Container("main", "echo never")));

        var seen = await groups.WaitForAsync("unready", now => (string?)now["instanceView"]!["state"] == "Failed", "has failed");

        Assert.Equal(3, (int?)seen["initContainers"]![0]!["properties"]!["instanceView"]!["currentState"]!["exitCode"]);
        Assert.Equal("Waiting", (string?)GroupClient.ViewOf(seen)!["currentState"]!["state"]);
        Assert.Equal("", await groups.ReadLogsAsync("unready"));
    }

    [DockerTheory]
    [InlineData("OnFailure", "[ -e /again ] && exit 0; touch /again; sleep 1; exit 5", "Terminated", 0)]
    [InlineData("Always", "[ -e /again ] && exec sleep 600; touch /again; sleep 1; exit 5", "Running", null)]
    public async Task ContainerThatEnds_IsRestartedAsThePolicySays(string policy, string script, string state, int? exitCode)
    {
        await PutAsync("again", Shell(script), policy);

        var seen = GroupClient.ViewOf(await groups.WaitForAsync(
            "again", now => GroupClient.ViewOf(now) is { } view && (int?)view["restartCount"] == 1 && (string?)view["currentState"]!["state"] == state, $"is {state} after a restart"))!;

        Assert.Equal(exitCode, (int?)seen["currentState"]!["exitCode"]);
    }

    [DockerFact]
    public async Task Stop_EndsTheContainers_AndKeepsTheLogs_AndStartRunsThemAnew()
    {
        await PutAsync("paused", Shell("trap 'echo asked; exit 4' TERM; echo $((RANDOM * 32768 + RANDOM)); while :; do sleep 0.05; done"), "Always");
        await groups.WaitForStateAsync("paused", "Running");
        var first = await Eventually.GetAsync(() => groups.ReadLogsAsync("paused"), log => log.Length > 0, "it has written");

        await groups.PostAsync("paused", "stop");

        Assert.Equal(4, (int?)(await groups.WaitForStateAsync("paused", "Terminated"))["exitCode"]);
        Assert.Equal(first + "asked\n", await groups.ReadLogsAsync("paused"));
        Assert.Equal("Stopped", (string?)(await groups.GetAsync("paused"))["instanceView"]!["state"]);
        Assert.All(await engine.ListAsync(Label), container => Assert.Equal("exited", (string?)container!["State"]));

        await groups.PostAsync("paused", "start");
        await groups.WaitForStateAsync("paused", "Running");
        Assert.NotEqual(first, await Eventually.GetAsync(() => groups.ReadLogsAsync("paused"), log => log.Length > 0, "it has written again"));
        await Eventually.GetAsync(() => engine.ListAsync(Label), left => left.Count == 2, "nothing of the run before is left");
    }

    [DockerFact]
    public async Task Stop_OfAContainerThatEndsAgainAndAgain_LetsNoneStartAnyMore()
    {
        await PutAsync("looping", Shell("exit 1"), "Always");
        await groups.WaitForAsync("looping", now => (int?)GroupClient.ViewOf(now)?["restartCount"] >= 2, "is restarted");

        await groups.PostAsync("looping", "stop");
        var count = (int?)GroupClient.ViewOf(await groups.GetAsync("looping"))!["restartCount"];
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);

        Assert.All(await engine.ListAsync(Label), container => Assert.Equal("exited", (string?)container!["State"]));
        var id = (string)(await engine.ListAsync("dev.burst.container=main")).Single(container => (string?)container!["Labels"]!["dev.burst.owner"] == Label.Split('=')[1])!["Id"]!;
        Assert.Equal(count, (int?)(await engine.InspectAsync(id))["RestartCount"]);
    }

    [DockerFact]
    public async Task Restart_RunsTheContainersAnew()
    {
        await PutAsync("again", Shell("echo started; exec sleep 600"));
        await groups.WaitForStateAsync("again", "Running");
        var before = await IdOfMainAsync();

        await groups.PostAsync("again", "restart");

        await Eventually.GetAsync(IdOfMainAsync, id => id is not null && id != before, "another container runs");
        await groups.WaitForStateAsync("again", "Running");
        Assert.Equal("started\n", await Eventually.GetAsync(() => groups.ReadLogsAsync("again"), log => log.Length > 0, "it has written"));
    }

    [DockerFact]
    public async Task Exec_IsATerminalInTheContainer_AndEndsWithItsClient()
    {
        await PutAsync("entered", Shell("exec sleep 600"));
        await groups.WaitForStateAsync("entered", "Running");

        using (var terminal = await groups.OpenTerminalAsync("entered", "/bin/sh"))
        {
            await GroupClient.TypeAsync(terminal, "echo hello $NAME from $(cat /proc/1/comm); exit\r");
            Assert.Contains("hello world from sleep\r\n", await GroupClient.ReadAsync(terminal), StringComparison.Ordinal);
            Assert.Equal(WebSocketCloseStatus.NormalClosure, terminal.CloseStatus);
        }

        var id = (await IdOfMainAsync())!;
        using (var terminal = await groups.OpenTerminalAsync("entered", "/bin/sh"))
        {
            await GroupClient.TypeAsync(terminal, "sleep 1234\r");
            await Eventually.GetAsync(() => engine.ReadProcessesAsync(id), running => running.Contains("sleep 1234", StringComparison.Ordinal), "the command runs");
        }

        await Eventually.GetAsync(
            () => engine.ReadProcessesAsync(id), running => !running.Contains("sleep 1234", StringComparison.Ordinal) && !running.Contains("/bin/sh", StringComparison.Ordinal), "nothing of the terminal runs");
        using var refused = await groups.OpenTerminalAsync("entered", "/no/such/program");
        Assert.Contains("no such file or directory", await GroupClient.ReadAsync(refused), StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task EmulatorThatIsStartedAgain_FindsWhatWentOn_AndWhatHasEndedMeanwhile()
    {
        await PutAsync("stays", Shell("echo here; exec sleep 600"), "Always");
        await PutAsync("ends", Shell("sleep 2; exit 9"));
        await groups.WaitForStateAsync("stays", "Running");
        await groups.WaitForStateAsync("ends", "Running");
        var before = await IdOfMainAsync("stays");

        await EndAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        await StartAsync();

        Assert.Equal("Running", (string?)GroupClient.ViewOf(await groups.GetAsync("stays"))!["currentState"]!["state"]);
        Assert.Equal(9, (int?)(await groups.WaitForStateAsync("ends", "Terminated"))["exitCode"]);
        Assert.Equal(before, await IdOfMainAsync("stays"));
        Assert.Equal("here\n", await groups.ReadLogsAsync("stays"));
        Assert.Equal(2, (int)Math.Round((DateTimeOffset.Parse((string)(await groups.FindInvoiceLineAsync("ends"))!["stoppedAt"]!) - StartOf(await groups.GetAsync("ends"))).TotalSeconds));
    }

    [DockerFact]
    public async Task Image_ThatCannotBePulled_IsTriedAgainAndAgain_AndToldAsTheServiceDoes()
    {
        var group = Group(null, Container("main", "echo never"));
        group["containers"]![0]!["properties"]!["image"] = "127.0.0.1:1/nowhere/nothing:1";
        await groups.PutAsync("unpulled", group);

        var seen = await groups.WaitForAsync("unpulled", now => GroupClient.ViewOf(now) is not null && EventNames(now).Contains("BackOff"), "cannot be pulled");

        Assert.Equal(("Creating", "Pending"), ((string?)seen["provisioningState"], (string?)seen["instanceView"]!["state"]));
        Assert.Equal(("Waiting", "ImagePullBackOff"), ((string?)GroupClient.ViewOf(seen)!["currentState"]!["state"], (string?)GroupClient.ViewOf(seen)!["currentState"]!["detailStatus"]));
        Assert.Equal(["Pulling", "Failed", "BackOff"], EventNames(seen));
        Assert.StartsWith("Failed to pull image \"127.0.0.1:1/nowhere/nothing:1\": ", (string?)GroupClient.ViewOf(seen)!["events"]![1]!["message"], StringComparison.Ordinal);
        Assert.Empty(await engine.ListAsync(Label));
    }

    [DockerFact]
    public async Task Image_ThatCannotBePulledInTime_FailsTheGroup()
    {
        var group = Group(null, Container("main", "echo never"));
        group["containers"]![0]!["properties"]!["image"] = "127.0.0.1:1/nowhere/nothing:1";
        group["provisioningTimeoutInSeconds"] = 2;
        await groups.PutAsync("late", group);

        var seen = await groups.WaitForAsync("late", now => (string?)now["provisioningState"] == "Failed", "has failed");

        Assert.Equal("Failed", (string?)seen["instanceView"]!["state"]);
        Assert.NotNull((string?)(await groups.FindInvoiceLineAsync("late"))!["stoppedAt"]);
    }

    [DockerTheory]
    [InlineData("""{ "name": "share", "azureFile": { "shareName": "a", "storageAccountName": "b", "storageAccountKey": "c" } }""", null)]
    [InlineData("""{ "name": "clone", "gitRepo": { "repository": "https://example.org/a.git" } }""", null)]
    [InlineData(null, """{ "privileged": true }""")]
    [InlineData(null, """{ "runAsGroup": 5 }""")]
    public async Task WhatAnEngineCannotDo_FailsTheGroup_AndMakesNothing(string? volume, string? security)
    {
        var group = Group(null, Container("main", "echo never"));
        if (volume is not null)
            group["volumes"] = new JsonArray(JsonNode.Parse(volume));
        if (security is not null)
            group["containers"]![0]!["properties"]!["securityContext"] = JsonNode.Parse(security);
        await groups.PutAsync("unsupported", group);

        await groups.WaitForAsync("unsupported", now => (string?)now["provisioningState"] == "Failed", "has failed");

        Assert.Empty(await engine.ListAsync(Label));
    }

    [DockerFact]
    public async Task ContainerOf_ResourcesAndRights_AreThoseOfTheGroup()
    {
        var group = Group(null, Container("main", "id -u; exec sleep 600"));
        group["containers"]![0]!["properties"]!["securityContext"] = JsonNode.Parse("""{ "runAsUser": 12, "capabilities": { "drop": ["ALL"] } }""");
        group["containers"]![0]!["properties"]!["resources"]!["limits"] = JsonNode.Parse("""{ "cpu": 0.5, "memoryInGB": 0.75 }""");
        group["containers"]![0]!["properties"]!["resources"]!["requests"] = JsonNode.Parse("""{ "cpu": 0.5, "memoryInGB": 0.5 }""");
        group["containers"]!.AsArray().Add(Container("side", "exec sleep 600"));
        group["dnsConfig"] = JsonNode.Parse("""{ "nameServers": ["10.0.0.10"], "searchDomains": "a.example b.example", "options": "ndots:2" }""");
        await groups.PutAsync("bounded", group);
        await groups.WaitForStateAsync("bounded", "Running");

        var host = (await engine.InspectAsync((await IdOfMainAsync())!))["HostConfig"]!;

        Assert.Equal((768L << 20, 50_000), ((long)host["Memory"]!, (long)host["CpuQuota"]!));
        Assert.Equal("12\n", await Eventually.GetAsync(() => groups.ReadLogsAsync("bounded"), log => log.Length > 0, "it has written"));
        using var terminal = await groups.OpenTerminalAsync("bounded", "/bin/sh");
        await GroupClient.TypeAsync(terminal, "cat /etc/resolv.conf; exit\r");
        var resolver = await GroupClient.ReadAsync(terminal);
        Assert.All(["nameserver 10.0.0.10", "search a.example b.example", "options ndots:2"], line => Assert.Contains(line, resolver, StringComparison.Ordinal));
    }

    [DockerFact]
    public async Task ContainerThatFailsItsLivenessProbe_IsRestarted()
    {
        var group = Group(null, Container("main", "[ -e /again ] && rm -f /unwell || touch /again /unwell; trap 'exit 0' TERM; while :; do sleep 0.1; done"));
        group["restartPolicy"] = "Always";
        group["containers"]![0]!["properties"]!["livenessProbe"] = JsonNode.Parse("""{ "exec": { "command": ["test", "!", "-e", "/unwell"] }, "periodSeconds": 1, "failureThreshold": 1 }""");
        await groups.PutAsync("unwell", group);

        await groups.WaitForAsync("unwell", now => GroupClient.ViewOf(now) is { } view && (int?)view["restartCount"] == 1 && (string?)view["currentState"]!["state"] == "Running", "runs again");
    }

    [DockerFact]
    public async Task ProgramThatIsNotThere_IsToldAsAnEvent()
    {
        await PutAsync("absent", """["/no/such/program"]""");

        var seen = GroupClient.ViewOf(await groups.WaitForAsync("absent", now => (string?)now["instanceView"]!["state"] == "Failed", "has failed"))!;

        Assert.Equal(128, (int?)seen["currentState"]!["exitCode"]);
        Assert.Contains("no such file or directory", (string?)seen["events"]!.AsArray().Single(item => (string?)item!["name"] == "Failed")!["message"], StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task ContainersRemovedByHand_AreMadeAnewWithTheirGroup_AndForeignOnesAreLeftAlone()
    {
        var foreign = await engine.RunAsync($"foreign-{Label[^8..]}", "not.burst");
        try
        {
            // One that is not restarted may be seen to have been killed, and so to be over, a moment before it is removed.
            await PutAsync("robbed", Shell("echo here; exec sleep 600"), "Always");
            await groups.WaitForStateAsync("robbed", "Running");
            var before = await IdOfMainAsync();

            await engine.RemoveAsync(before!);
            await Eventually.GetAsync(IdOfMainAsync, id => id is not null && id != before, "the container is made anew");
            foreach (var container in await engine.ListAsync(Label))
                await engine.RemoveAsync((string)container!["Id"]!);
            await Eventually.GetAsync(() => engine.ListAsync(Label), there => there.Count == 2, "the group is made anew");
            await groups.WaitForStateAsync("robbed", "Running");

            var holder = (await engine.ListAsync(Label)).Single(container => (string?)container!["Labels"]!["dev.burst.role"] == "Holder")!;
            var main = await IdOfMainAsync();
            await engine.RemoveAsync((string)holder["Id"]!);
            await Eventually.GetAsync(IdOfMainAsync, id => id is not null && id != main, "a group without its network is made anew");
            Assert.True((bool)(await engine.InspectAsync(foreign))["State"]!["Running"]!);
        }
        finally
        {
            await engine.RemoveAsync(foreign);
        }
    }

    private async Task StartAsync()
    {
        var options = new EmulatorOptions { StateFolder = folder.At("emulator"), ExportCaFile = folder.At("ca.pem") };
        var runtime = new EmulatorRuntime.Docker(new DockerConfig { Host = DockerFolder.Hosts[^1] });
        emulator = await EmulatorHosting.StartAsync(options, runtime, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        http = Pinned.Client(emulator.Endpoint, File.ReadAllText(folder.At("ca.pem")), "any");
        groups = new GroupClient(http);
    }

    /// <summary>As when its process ends: nothing is told to what runs.</summary>
    private async Task EndAsync()
    {
        http.Dispose();
        await emulator!.DisposeAsync();
    }

    /// <summary>The only container of that name, of the only group of that name.</summary>
    private Task<string?> IdOfMainAsync() => IdOfMainAsync(null);

    private async Task<string?> IdOfMainAsync(string? group) => (string?)(await engine.ListAsync(Label)).SingleOrDefault(container =>
        (string?)container!["Labels"]!["dev.burst.container"] == "main" && (string?)container["State"] == "running"
        && (group is null || (string?)container["Labels"]!["dev.burst.pod-name"] == group))?["Id"];

    private Task PutAsync(string name, string command, string restartPolicy = "Never")
    {
        var group = Group(null, Container("main", ""));
        group["restartPolicy"] = restartPolicy;
        group["containers"]![0]!["properties"]!["command"] = JsonNode.Parse(command);
        return groups.PutAsync(name, group);
    }

    private static string Shell(string script) => new JsonArray("/bin/sh", "-c", script).ToJsonString();

    /// <param name="inits">Pairs of name and script, as JSON; null for none.</param>
    /// <param name="containers">The containers.</param>
    private static JsonObject Group(string? inits, params JsonObject[] containers)
    {
        var group = new JsonObject { ["restartPolicy"] = "Never", ["containers"] = new JsonArray([.. containers]) };
        if (inits is not null)
        {
            group["initContainers"] = new JsonArray([.. JsonNode.Parse(inits)!.AsArray().Select(init =>
            {
                var container = Container((string)init![0]!, (string)init[1]!);
                container["properties"]!.AsObject().Remove("resources");
                return container;
            })]);
        }

        return group;
    }

    private static JsonObject Container(string name, string script) => new()
    {
        ["name"] = name,
        ["properties"] = new JsonObject
        {
            ["image"] = "burst/busybox:1",
            ["command"] = JsonNode.Parse(Shell(script)),
            ["environmentVariables"] = JsonNode.Parse("""[ { "name": "NAME", "secureValue": "world" } ]"""),
            ["resources"] = JsonNode.Parse("""{ "requests": { "cpu": 1, "memoryInGB": 1 } }"""),
        },
    };

    private static string[] EventNames(JsonNode group) => [.. GroupClient.ViewOf(group)!["events"]!.AsArray().Select(item => (string)item!["name"]!)];

    private static DateTimeOffset StartOf(JsonNode group) => DateTimeOffset.Parse((string)GroupClient.ViewOf(group)!["currentState"]!["startTime"]!);
}
