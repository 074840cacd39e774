using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Burst.Emulator;
using Burst.Server.Emulation;
using Burst.Server.Tests.Support;
using Burst.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Server.Tests.Emulation;

/// <summary>Container groups as real processes, asked for by ACI's own REST calls.</summary>
public sealed class LocalGroupRuntimeTests : IAsyncLifetime
{
    private const string Groups =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/burst/providers/Microsoft.ContainerInstance/containerGroups";

    private const string Version = "?api-version=2023-05-01";

    private readonly TemporaryFolder folder = new();
    private EmulatorServer emulator = null!;
    private HttpClient http = null!;

    public Task InitializeAsync() => StartAsync(BurstExecutable.Path);

    private async Task StartAsync(string burst)
    {
        var options = new EmulatorOptions { StateFolder = folder.At("emulator"), ExportCaFile = folder.At("ca.pem") };
        emulator = await EmulatorHosting.StartAsync(
            options, runLocally: true, allowHostCommands: true, [burst], TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        http = Pinned.Client(emulator.Endpoint, File.ReadAllText(folder.At("ca.pem")), "any");
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await emulator.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Group_RunsToItsEnd_WithExitCodeEnvironmentAndLogs()
    {
        await PutAsync("ended", """["/bin/sh", "-c", "echo hello $NAME; exit 7"]""", "Never");

        var state = await WaitForStateAsync("ended", "Terminated");

        Assert.Equal(7, (int?)state["exitCode"]);
        Assert.Equal("hello world\n", await ReadLogsAsync("ended"));
        Assert.Equal(HttpStatusCode.OK, await DeleteAsync("ended"));
        Assert.Empty(FindProcesses());
    }

    [Fact]
    public async Task Group_PreparedByAnEmulatorThatEndedBeforeItStarted_IsStartedByTheNext()
    {
        await RestartAsync("/bin/false");
        await PutAsync("late", """["/bin/sh", "-c", "exit 7"]""", "Never");
        await Eventually.HoldsAsync(
            () => Directory.EnumerateFiles(folder.At("emulator"), "launch.json", SearchOption.AllDirectories).Any(), "the group is prepared");

        await RestartAsync(BurstExecutable.Path);

        Assert.Equal(7, (int?)(await WaitForStateAsync("late", "Terminated"))["exitCode"]);
    }

    private async Task RestartAsync(string burst)
    {
        http.Dispose();
        await emulator.DisposeAsync();
        await StartAsync(burst);
    }

    [Fact]
    public async Task Stop_EndsTheProcess_AndKeepsTheLogs_AndDeleteLeavesNothing()
    {
        await PutAsync("long", """["/burst/sleep", "600"]""", "Always");
        await WaitForStateAsync("long", "Running");
        await Eventually.GetAsync(() => ReadLogsAsync("long"), log => log.Contains("sleeping for 600 s", StringComparison.Ordinal), "the program has written");
        Assert.NotEmpty(FindProcesses());

        using (var stop = await http.PostAsync($"{Groups}/long/stop{Version}", null))
            Assert.True(stop.IsSuccessStatusCode, await stop.Content.ReadAsStringAsync());

        await WaitForStateAsync("long", "Terminated");
        await Eventually.HoldsAsync(() => FindProcesses().Count == 0, "no process of the group is left");
        Assert.Contains("sleeping for 600 s", await ReadLogsAsync("long"), StringComparison.Ordinal);

        await DeleteAsync("long");
        using var gone = await http.GetAsync($"{Groups}/long{Version}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Delete_OfARunningGroup_LeavesNoProcess()
    {
        await PutAsync("cut", """["/burst/sleep", "600"]""", "Never");
        await WaitForStateAsync("cut", "Running");

        await DeleteAsync("cut");

        await Eventually.HoldsAsync(() => FindProcesses().Count == 0, "no process of the group is left");
    }

    [Fact]
    public async Task Exec_IsAShellOfThisMachine_InTheContainersEnvironment()
    {
        await PutAsync("entered", """["/burst/sleep", "600"]""", "Never");
        await WaitForStateAsync("entered", "Running");
        using var content = new StringContent("""{"command":"/bin/sh"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"{Groups}/entered/containers/main/exec{Version}", content);
        var promised = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        using var socket = new ClientWebSocket();
        // The client sees to TLS on its own, below the scheme.
        var address = new UriBuilder((string)promised["webSocketUri"]!) { Scheme = Uri.UriSchemeWs }.Uri;
        await socket.ConnectAsync(address, http, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes((string)promised["password"]!), WebSocketMessageType.Text, true, CancellationToken.None);
        await socket.SendAsync("echo hello $NAME; exit\r"u8.ToArray(), WebSocketMessageType.Binary, true, CancellationToken.None);

        var shown = new StringBuilder();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: WebSocketMessageType.Binary } frame)
            shown.Append(Encoding.UTF8.GetString(buffer, 0, frame.Count));

        // The terminal echoes what was typed before the shell prompts or after: only the answer has the name's value.
        Assert.Contains("hello world\r\n", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("echo hello $NAME; exit", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await DeleteAsync("entered");
    }

    private async Task PutAsync(string name, string command, string restartPolicy)
    {
        var body = $$"""
            {
              "location": "eastus",
              "properties": {
                "osType": "Linux", "restartPolicy": "{{restartPolicy}}",
                "containers": [ {
                  "name": "main",
                  "properties": {
                    "image": "burst/sleep", "command": {{command}},
                    "environmentVariables": [ { "name": "NAME", "secureValue": "world" } ],
                    "resources": { "requests": { "cpu": 1, "memoryInGB": 1 } }
                  }
                } ]
              }
            }
            """;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync($"{Groups}/{name}{Version}", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> WaitForStateAsync(string name, string state) => (await Eventually.GetAsync(
        async () => JsonNode.Parse(await http.GetStringAsync($"{Groups}/{name}{Version}"))!["properties"]!["containers"]![0]!["properties"]!["instanceView"]?["currentState"],
        seen => (string?)seen?["state"] == state, $"{name} is {state}"))!;

    private async Task<string> ReadLogsAsync(string name) =>
        (string)JsonNode.Parse(await http.GetStringAsync($"{Groups}/{name}/containers/main/logs{Version}"))!["content"]!;

    private async Task<HttpStatusCode> DeleteAsync(string name)
    {
        using var answer = await http.DeleteAsync($"{Groups}/{name}{Version}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await Eventually.GetAsync(
            async () =>
            {
                using var seen = await http.GetAsync($"{Groups}/{name}{Version}");
                return seen.StatusCode;
            },
            status => status == HttpStatusCode.NotFound, $"{name} is gone");
        return answer.StatusCode;
    }

    /// <summary>Shims and programs: they work in the emulator's folder, or name it.</summary>
    private List<string> FindProcesses() => [.. Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out var pid)
        && pid != Environment.ProcessId && Concerns(process))];

    private bool Concerns(string process)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "environ"))).Contains(folder.Root, StringComparison.Ordinal)
                || Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline"))).Contains(folder.Root, StringComparison.Ordinal)
                || new FileInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(folder.Root, StringComparison.Ordinal) == true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
