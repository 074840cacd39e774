using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Exec;

public sealed class ExecTests
{
    [Fact]
    public async Task Shell_RunsWhatIsTyped_AndEndsWithExit()
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "/bin/sh");
        await terminal.ShowsAsync("/ # ");
        await terminal.TypeAsync("echo hello  'big  world' $COLOUR\r");
        await terminal.ShowsAsync("\r\nhello big  world blue\r\n/ # ");
        await terminal.TypeAsync("false; echo code $?\r");
        await terminal.ShowsAsync("\r\ncode 1\r\n");
        await terminal.TypeAsync("nonsense\rsleep 0.01\rexit 3\r");
        Assert.EndsWith("exit 3\r\n", await terminal.EndsAsync(), StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, terminal.CloseStatus);
    }

    [Fact]
    public async Task Shell_ShowsWhatIsTyped_ErasesAndInterrupts()
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "sh");
        await terminal.TypeAsync("echo xé\u007f\u007fy\r\nabc\u0003");
        var shown = await terminal.ShowsAsync("abc^C\r\n/ # ");
        Assert.Equal("/ # echo xé\b \b\b \by\r\ny\r\n/ # abc^C\r\n/ # ", shown);
        await terminal.TypeAsync("\u0004");
        await terminal.EndsAsync();
    }

    [Fact]
    public async Task Program_Alone_HasTheContainersEnvironment()
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "env");
        var shown = await terminal.EndsAsync();
        Assert.Contains("COLOUR=blue\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("TOKEN=hidden\r\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cat_GivesBackEachLine_UntilTheEndOfInput()
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "cat");
        await terminal.TypeAsync("one\r");
        await terminal.ShowsAsync("one\r\none\r\n");
        await terminal.TypeAsync("\u0004");
        Assert.Equal("one\r\none\r\n", await terminal.EndsAsync());
    }

    [Theory]
    [InlineData("vim")]
    [InlineData("echo hi")]
    public async Task Program_ThatTheContainerLacks_SaysSo(string command)
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", command);
        Assert.Equal($"exec failed: exec: \"{command}\": executable file not found in $PATH\r\n", await terminal.EndsAsync());
    }

    [Fact]
    public async Task Session_WithAWrongPassword_IsClosed()
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "sh", password: "guess");
        Assert.Equal("", await terminal.EndsAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, terminal.CloseStatus);
    }

    [Fact]
    public async Task Session_OpensOnce_AndNotLate()
    {
        await using var emulation = await RunningAsync();
        var asked = await Terminal.AskAsync(emulation, "g", "exec", "cat");
        await using var first = new Terminal();
        await first.ConnectAsync(emulation, asked["webSocketUri"]!.GetValue<string>());
        await using var second = new Terminal();
        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(emulation, asked["webSocketUri"]!.GetValue<string>()));

        var late = await Terminal.AskAsync(emulation, "g", "exec", "cat");
        emulation.Time.AdvanceSeconds(61);
        await using var third = new Terminal();
        await Assert.ThrowsAsync<WebSocketException>(() => third.ConnectAsync(emulation, late["webSocketUri"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("restart")]
    public async Task Session_EndsWithItsContainer(string action)
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "sh");
        await terminal.ShowsAsync("/ # ");
        await emulation.PostAsync("g", action);
        await terminal.EndsAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, terminal.CloseStatus);
    }

    [Fact]
    public async Task Emulator_StopsWhileSomebodySitsAtATerminal()
    {
        await using var emulation = await RunningAsync();
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "sh");
        await terminal.ShowsAsync("/ # ");
        await emulation.DownAsync();
        await Assert.ThrowsAnyAsync<WebSocketException>(terminal.EndsAsync);
        await emulation.UpAsync();
    }

    [Fact]
    public async Task Attach_ShowsWhatTheContainerWrites_FromNowOnToItsLastWord()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("g", AGroup.Body(command: ["/burst/sleep", "10"], restartPolicy: "Always"));
        var asked = await Terminal.AskAsync(emulation, "g", "attach");
        Assert.Contains("/attachstream/sessionId/", asked["webSocketUri"]!.GetValue<string>(), StringComparison.Ordinal);
        await using var terminal = await Terminal.AttachAsync(emulation, asked);

        // It ends and starts again and again, so that something is written however late the other side begins to watch.
        var showing = terminal.ShowsAsync("sleeping for 10 s\n");
        while (!showing.IsCompleted)
        {
            emulation.Time.AdvanceSeconds(5);
            await Task.WhenAny(showing, Task.Delay(TimeSpan.FromMilliseconds(300)));
        }

        var log = (await emulation.GetAsync($"{Emulation.Groups}/g/containers/main/logs"))["content"]!.GetValue<string>();
        Assert.Contains(await showing, log["burst/sleep: sleeping for 10 s\n".Length..], StringComparison.Ordinal);
        await emulation.PostAsync("g", "stop");
        Assert.EndsWith("burst/sleep: stopped\n", await terminal.EndsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_WithoutItsPassword_IsRefused()
    {
        await using var emulation = await RunningAsync();
        var asked = await Terminal.AskAsync(emulation, "g", "attach");
        await using var terminal = new Terminal();
        await Assert.ThrowsAsync<WebSocketException>(() => terminal.ConnectAsync(emulation, asked["webSocketUri"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Exec_WhereItCannotBe_IsAnArmError()
    {
        await using var emulation = await RunningAsync();
        var command = new JsonObject { ["command"] = "sh" };
        Assert.Equal("ContainerNotFound", (await emulation.PostAsync("g", "containers/other/exec", command)).ErrorCode);
        Assert.Equal("ResourceNotFound", (await emulation.PostAsync("other", "containers/main/exec", command)).ErrorCode);
        Assert.Equal("InvalidRequestContent", (await emulation.PostAsync("g", "containers/main/exec", new JsonObject())).ErrorCode);
        var size = new JsonObject { ["command"] = "sh", ["terminalSize"] = new JsonObject { ["rows"] = 5000 } };
        Assert.Equal("InvalidRequestPropertyValue", (await emulation.PostAsync("g", "containers/main/exec", size)).ErrorCode);
    }

    [Fact]
    public async Task Exec_IntoAContainerThatEnded_SaysSoOnTheTerminal()
    {
        await using var emulation = await RunningAsync();
        await emulation.PostAsync("g", "stop");
        await using var terminal = await Terminal.ExecAsync(emulation, "g", "sh");
        Assert.Equal("exec failed: container \"main\" is not running\r\n", await terminal.EndsAsync());
    }

    [Fact]
    public async Task Address_OfNoSession_IsNoArmPath()
    {
        await using var emulation = await Emulation.StartAsync();
        using var plain = await emulation.Client.GetAsync($"/execstream/sessionId/{Guid.Empty}");
        Assert.Equal(400, (int)plain.StatusCode);
        await using var terminal = new Terminal();
        var uri = new UriBuilder(emulation.Server.Endpoint) { Scheme = "wss", Path = $"/execstream/sessionId/{Guid.Empty}" }.Uri.ToString();
        await Assert.ThrowsAsync<WebSocketException>(() => terminal.ConnectAsync(emulation, uri));
    }

    private static async Task<Emulation> RunningAsync()
    {
        var emulation = await Emulation.StartAsync();
        var body = AGroup.Body(command: ["/burst/sleep", "3600"]);
        body.FirstContainer()["properties"]!["environmentVariables"] = new JsonArray(
            new JsonObject { ["name"] = "COLOUR", ["value"] = "blue" }, new JsonObject { ["name"] = "TOKEN", ["secureValue"] = "hidden" });
        await emulation.RunGroupAsync("g", body);
        return emulation;
    }
}
