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
    private readonly TemporaryFolder folder = new();
    private EmulatorServer emulator = null!;
    private HttpClient http = null!;
    private GroupClient groups = null!;

    public Task InitializeAsync() => StartAsync(BurstExecutable.Path);

    private async Task StartAsync(string burst)
    {
        var options = new EmulatorOptions { StateFolder = folder.At("emulator"), ExportCaFile = folder.At("ca.pem") };
        emulator = await EmulatorHosting.StartAsync(
            options, new EmulatorRuntime.Local([burst], AllowHostCommands: true), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        http = Pinned.Client(emulator.Endpoint, File.ReadAllText(folder.At("ca.pem")), "any");
        groups = new GroupClient(http);
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

        var state = await groups.WaitForStateAsync("ended", "Terminated");

        Assert.Equal(7, (int?)state["exitCode"]);
        Assert.Equal("hello world\n", await groups.ReadLogsAsync("ended"));
        await groups.DeleteAsync("ended");
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

        Assert.Equal(7, (int?)(await groups.WaitForStateAsync("late", "Terminated"))["exitCode"]);
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
        await groups.WaitForStateAsync("long", "Running");
        await Eventually.GetAsync(() => groups.ReadLogsAsync("long"), log => log.Contains("sleeping for 600 s", StringComparison.Ordinal), "the program has written");
        Assert.NotEmpty(FindProcesses());

        await groups.PostAsync("long", "stop");

        await groups.WaitForStateAsync("long", "Terminated");
        await Eventually.HoldsAsync(() => FindProcesses().Count == 0, "no process of the group is left");
        Assert.Contains("sleeping for 600 s", await groups.ReadLogsAsync("long"), StringComparison.Ordinal);

        await groups.DeleteAsync("long");
    }

    [Fact]
    public async Task Delete_OfARunningGroup_LeavesNoProcess()
    {
        await PutAsync("cut", """["/burst/sleep", "600"]""", "Never");
        await groups.WaitForStateAsync("cut", "Running");

        await groups.DeleteAsync("cut");

        await Eventually.HoldsAsync(() => FindProcesses().Count == 0, "no process of the group is left");
    }

    [Fact]
    public async Task Exec_IsAShellOfThisMachine_InTheContainersEnvironment()
    {
        await PutAsync("entered", """["/burst/sleep", "600"]""", "Never");
        await groups.WaitForStateAsync("entered", "Running");
        using var terminal = await groups.OpenTerminalAsync("entered", "/bin/sh");
        await GroupClient.TypeAsync(terminal, "echo hello $NAME; exit\r");

        var shown = await GroupClient.ReadAsync(terminal);

        // The terminal echoes what was typed before the shell prompts or after: only the answer has the name's value.
        Assert.Contains("hello world\r\n", shown, StringComparison.Ordinal);
        Assert.Contains("echo hello $NAME; exit", shown, StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, terminal.CloseStatus);
        await groups.DeleteAsync("entered");
    }

    private Task PutAsync(string name, string command, string restartPolicy) => groups.PutAsync(name, new JsonObject
    {
        ["restartPolicy"] = restartPolicy,
        ["containers"] = JsonNode.Parse($$"""
            [ {
              "name": "main",
              "properties": {
                "image": "burst/sleep", "command": {{command}},
                "environmentVariables": [ { "name": "NAME", "secureValue": "world" } ],
                "resources": { "requests": { "cpu": 1, "memoryInGB": 1 } }
              }
            } ]
            """),
    });

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
