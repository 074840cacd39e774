using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>The demo as a user runs it, judged from outside: processes, sockets and files before and after, and the emulator's own word.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_RunsTheBurst_AndLeavesNothingBehind()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        var processesBefore = sandbox.FindProcesses();
        var socketsBefore = Sockets.CountListening(sandbox);

        var result = await BurstCli.RunJsonAsync(
            sandbox, "demo", "--output", "json", "--emulator", emulator.Endpoint.ToString(), "--emulator-ca", emulator.CaFile);

        Assert.Equal(43, (int)result["podsRun"]!);
        Assert.InRange((int)result["podsSpilled"]!, 30, 40);
        Assert.InRange((int)result["peakPods"]!, 20, 43);
        Assert.Equal(0, (int)result["leftoverContainerGroups"]!);
        Assert.Equal(0, (int)result["leftoverProcesses"]!);
        AssertCostsMakeSense(result["cost"]!);
        Assert.True((decimal)result["wait"]!["maxSeconds"]! >= (decimal)result["wait"]!["p50Seconds"]!);
        Assert.Empty(await emulator.ListGroupsAsync());
        Assert.Equal(processesBefore, sandbox.FindProcesses());
        Assert.Equal(socketsBefore, Sockets.CountListening(sandbox));
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Temp, "burst*"));
    }

    [Fact]
    public async Task Demo_StartsAnEmulatorOfItsOwn_AndPlainLinesReplaceTheTable()
    {
        using var sandbox = new Sandbox();

        var output = await BurstCli.RunAsync(sandbox, "demo");

        Assert.Contains("vm-1", output, StringComparison.Ordinal);
        Assert.Contains("the burst is over and ACI is back at zero", output, StringComparison.Ordinal);
        Assert.Contains("Left behind: 0 container group(s), 0 process(es)", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.Empty(sandbox.FindProcesses());
    }

    [Fact]
    public async Task Demo_InterruptedInTheBurst_CleansUpAndSaysSo()
    {
        using var sandbox = new Sandbox();
        using var demo = BurstCli.Start(sandbox, "demo");
        await BurstCli.WaitForLineAsync(demo, "Job/burst");
        await Task.Delay(5000);

        Signals.TrySend(demo.Id, Signals.Interrupt);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await demo.WaitForExitAsync(limit.Token);

        Assert.Equal(130, demo.ExitCode);
        Assert.Empty(sandbox.FindProcesses());
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Temp, "burst*"));
    }

    [Fact]
    public async Task Demo_InterruptedAgainInItsCleanUp_StillEndsAllOfIt()
    {
        using var sandbox = new Sandbox();
        using var demo = BurstCli.Start(sandbox, "demo");
        var output = await ReadFromBurstOnAsync(demo);
        await Poll.UntilAsync("container groups run", () => Task.FromResult(sandbox.FindProcesses("/emulator/groups-run/").Count > 0));

        Signals.TrySend(demo.Id, Signals.Interrupt);
        await Task.Delay(200);
        Signals.TrySend(demo.Id, Signals.Interrupt);
        await Task.Delay(200);
        Signals.TrySend(demo.Id, Signals.Terminate);
        await EndAsync(demo);

        Assert.Equal(130, demo.ExitCode);
        Assert.Contains("still ending what was started", await output, StringComparison.Ordinal);
        Assert.Empty(sandbox.FindProcesses());
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Temp, "burst*"));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(700)]
    public async Task Demo_InterruptedInItsFirstMoments_LeavesNothing(int afterMilliseconds)
    {
        using var sandbox = new Sandbox();
        using var demo = BurstCli.Start(sandbox, "demo");
        await Task.Delay(afterMilliseconds);

        Signals.TrySend(demo.Id, Signals.Interrupt);
        await EndAsync(demo);

        Assert.Equal(130, demo.ExitCode);
        Assert.Empty(sandbox.FindProcesses());
        Assert.Empty(Directory.GetFileSystemEntries(sandbox.Temp, "burst*"));
    }

    [Fact]
    public async Task Demo_KilledNine_ItsEmulatorEndsItsGroupsAndItself()
    {
        using var sandbox = new Sandbox();
        using var demo = BurstCli.Start(sandbox, "demo");
        _ = ReadFromBurstOnAsync(demo);
        await Poll.UntilAsync("container groups run", () => Task.FromResult(sandbox.FindProcesses("/emulator/groups-run/").Count > 0));

        demo.Kill();

        await Poll.UntilAsync("the emulator and its groups have ended", () => Task.FromResult(sandbox.FindProcesses("/emulator").Count == 0));
        var folder = Assert.Single(Directory.GetDirectories(sandbox.Temp, "burst-demo-*"));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "emulator", "groups")));
    }

    /// <summary>Waits until the burst is applied; what the demo prints from then on is in the task returned.</summary>
    private static async Task<Task<string>> ReadFromBurstOnAsync(Process demo)
    {
        while (await demo.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Job/burst", StringComparison.Ordinal))
                break;
        }

        return demo.StandardOutput.ReadToEndAsync();
    }

    private static async Task EndAsync(Process demo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await demo.WaitForExitAsync(limit.Token);
    }

    private static void AssertCostsMakeSense(JsonNode cost)
    {
        // Which is cheapest over twenty seconds is for the run to say; that all are priced, and of one order, is for the test.
        var actual = Usd(cost["actual"]!);
        Assert.True(actual > 0);
        Assert.InRange(Usd(cost["vmPeak"]!), actual / 10, actual * 10);
        Assert.InRange(Usd(cost["allAci"]!), actual / 10, actual * 10);
    }

    private static decimal Usd(JsonNode text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);
}
