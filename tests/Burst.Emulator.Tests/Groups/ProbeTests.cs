using System.Text.Json.Nodes;
using Burst.Emulator.Runtime;
using Burst.Emulator.Tests.Faults;

namespace Burst.Emulator.Tests.Groups;

public sealed class ProbeTests
{
    [Fact]
    public async Task Liveness_FailingThreeTimes_KillsAndRestarts()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", Body("Always", "livenessProbe", """
            { "exec": { "command": ["/burst/fail-after", "12"] }, "initialDelaySeconds": 5, "periodSeconds": 10, "failureThreshold": 3 }
            """));
        var startedAt = StartOf(await emulation.GetGroupAsync("web"));
        // Asked after 5, 15, 25 and 35 s: the last three fail, so the run is 35 s long; then 10 s of back-off.
        emulation.Time.AdvanceSeconds(34 - (emulation.Time.GetUtcNow() - startedAt).TotalSeconds);
        Assert.Equal(("Running", 0), State(await emulation.GetGroupAsync("web")));
        emulation.Time.AdvanceSeconds(2);
        var killed = await emulation.GetGroupAsync("web");
        Assert.Equal(("Waiting", 0), State(killed));
        Assert.Equal(137, killed.FirstView()["previousState"]!["exitCode"]!.GetValue<int>());
        Assert.Equal(["Normal Killing x1", "Warning Unhealthy x3"], Told(killed));
        emulation.Time.AdvanceSeconds(10);
        Assert.Equal(("Running", 1), State(await emulation.GetGroupAsync("web")));
        Assert.Equal(["Normal Killing x1", "Warning Unhealthy x3"], Told(await emulation.GetGroupAsync("web")));
    }

    [Fact]
    public async Task Liveness_FailingUnderNever_EndsTheGroup()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", Body("Never", "livenessProbe", """{ "httpGet": { "path": "/healthz/fail", "port": 80, "scheme": "http" }, "periodSeconds": 1 }"""));
        emulation.Time.AdvanceSeconds(60);
        var ended = await emulation.GetGroupAsync("web");
        Assert.Equal("Failed", ended.StateOf());
        Assert.Equal(137, ended.FirstView()["currentState"]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task Readiness_UntilItIsReady_WarnsAndKillsNobody()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("web", Body("Always", "readinessProbe", """{ "exec": { "command": ["sh", "-c", "/burst/ok-after 35"] } }"""));
        emulation.Time.AdvanceSeconds(3600);
        var group = await emulation.GetGroupAsync("web");
        Assert.Equal(("Running", 0), State(group));
        Assert.Equal(["Warning Unhealthy x4"], Told(group));
    }

    [Theory]
    [InlineData("""{ }""", "exactly one of exec and httpGet")]
    [InlineData("""{ "exec": { "command": [] } }""", "livenessProbe.exec.command")]
    [InlineData("""{ "httpGet": { "port": 0 } }""", "livenessProbe.httpGet.port")]
    [InlineData("""{ "httpGet": { "port": 80, "scheme": "ftp" } }""", "livenessProbe.httpGet.scheme")]
    [InlineData("""{ "exec": { "command": ["x"] }, "periodSeconds": 0 }""", "livenessProbe.periodSeconds")]
    public async Task Probe_ThatIsInvalid_IsRefused(string probe, string message)
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await emulation.PutGroupAsync("web", Body("Always", "livenessProbe", probe));
        Assert.Equal((400, "InvalidProbe"), (answer.Status, answer.ErrorCode));
        Assert.Contains(message, answer.ErrorMessage);
    }

    [Theory]
    [InlineData("ok", 0, 1, null)]
    [InlineData("fail", 0, 1, 2)]
    [InlineData("fail", 4, 1, 6)]
    [InlineData("fail-after 3.5", 0, 2, 8)]
    [InlineData("ok-after 2", 0, 1, null)]
    [InlineData("ok-after 2.5", 0, 1, 2)]
    public void Probe_KillsAt_TheLastOfItsFailuresInARow(string words, int delay, int period, int? seconds)
    {
        var probe = SimulatedProbe.Of(new()
        {
            Command = ["/burst/" + words.Split(' ')[0], .. words.Split(' ').Skip(1)],
            InitialDelay = TimeSpan.FromSeconds(delay),
            Period = TimeSpan.FromSeconds(period),
        });
        Assert.Equal(seconds, probe.KillsAt()?.TotalSeconds);
    }

    private static JsonObject Body(string policy, string name, string probe) =>
        AGroup.Body(["/burst/echo"], policy).With(body => body.FirstContainer()["properties"]![name] = JsonNode.Parse(probe));

    private static (string, int) State(Answer group) =>
        (group.FirstView()["currentState"]!["state"]!.GetValue<string>(), group.FirstView()["restartCount"]!.GetValue<int>());

    private static DateTimeOffset StartOf(Answer group) => group.FirstView()["currentState"]!["startTime"]!.GetValue<DateTimeOffset>();

    private static string[] Told(Answer group) =>
        [.. group.FirstView()["events"]!.AsArray().Where(e => e!["name"]!.GetValue<string>() is "Unhealthy" or "Killing").Select(e => $"{e!["type"]} {e["name"]} x{e["count"]}").Order()];
}
