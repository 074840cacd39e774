using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>What users see when the state's disk or database is in trouble, and when a backup takes its place: real processes, ACI emulated.</summary>
[Trait("Lane", "store")]
public sealed class StoreTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [RootFact]
    public async Task FullDisk_ChangesNothing_SaysWhy_AndGoesOnWhenThereIsRoom()
    {
        using var disk = TinyDisk.Mount(sandbox.State, mebibytes: 24);
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using var up = await UpProcess.StartAsync(sandbox, emulator);
        await RunSpilledAsync(emulator, "before");
        var kubeconfig = await File.ReadAllTextAsync(Path.Combine(sandbox.State, "kubeconfig"));

        disk.Fill();
        await Poll.UntilAsync("a write is refused", async () => (await ApplyAsync(ConfigMap($"fill-{Guid.NewGuid()}"))).ExitCode == 6);
        var refused = await ApplyAsync(Spilled("during"));
        var deleted = await BurstCli.TryRunAsync(sandbox, "delete", "job", "before", "--state", sandbox.State);
        await Task.Delay(TimeSpan.FromSeconds(4));

        Assert.Equal((6, 6), (refused.ExitCode, deleted.ExitCode));
        Assert.Contains("the disk is full", refused.Error, StringComparison.Ordinal);
        var (status, page) = await ReadyPage.ReadAsync(kubeconfig);
        Assert.Equal(503, status);
        Assert.Contains("nothing is created or deleted: The state database could not be used: the disk is full", page, StringComparison.Ordinal);
        Assert.Equal("Running", await StateOfOnlyGroupAsync(emulator));

        disk.Free();
        await Poll.UntilAsync("it is ready again", async () => (await ReadyPage.ReadAsync(kubeconfig)).Status == 200);
        await BurstCli.RunAsync(sandbox, "delete", "job", "before", "--state", sandbox.State);
        await Poll.UntilAsync("ACI is empty", async () => (await emulator.ListGroupsAsync()).Count == 0);
        Assert.Equal(0, await up.StopAsync());
    }

    [Fact]
    public async Task DeletedDatabase_IsWrittenBack_AndNothingIsLost()
    {
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        using (var up = await UpProcess.StartAsync(sandbox, emulator))
        {
            await RunSpilledAsync(emulator, "kept");
            foreach (var file in Directory.GetFiles(sandbox.State, "burst.db*"))
                File.Delete(file);
            Assert.Equal(0, (await ApplyAsync(ConfigMap("after"))).ExitCode);
            up.KillNine();
        }

        using var second = await UpProcess.StartAsync(sandbox, emulator);
        await BurstCli.RunAsync(sandbox, "get", "configmap", "after", "--state", sandbox.State);
        await BurstCli.RunAsync(sandbox, "get", "job", "kept", "--state", sandbox.State);
        Assert.Equal("Running", await StateOfOnlyGroupAsync(emulator));
    }

    [Fact]
    public async Task RestoredBackup_NeitherTakesOverNorDeletesWhatItDoesNotKnow_UntilResume()
    {
        using var emulator = await EmulatorProcess.StartAsync(sandbox);
        var backup = Path.Combine(sandbox.Root, "old.db");
        using (var up = await UpProcess.StartAsync(sandbox, emulator))
        {
            await BurstCli.RunAsync(sandbox, "backup", "--to", backup, "--state", sandbox.State);
            await RunSpilledAsync(emulator, "later");
            var inUse = await BurstCli.TryRunAsync(sandbox, "restore", backup, "--state", sandbox.State);
            Assert.Equal(1, inUse.ExitCode);
            Assert.Contains($"is in use by process {up.Pid}; stop that first", inUse.Error, StringComparison.Ordinal);
            Assert.Equal(0, await up.StopAsync());
        }

        var restored = await BurstCli.RunAsync(sandbox, "restore", backup, "--state", sandbox.State);
        Assert.Contains("until `burst resume`", restored, StringComparison.Ordinal);
        using var again = await UpProcess.StartAsync(sandbox, emulator);
        await Poll.UntilAsync("the unknown group is told of", async () =>
            (await BurstCli.RunAsync(sandbox, "events", "-A", "--state", sandbox.State)).Contains("UnknownPodsKept", StringComparison.Ordinal));
        await ApplyAsync(Spilled("held"));
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Equal("Running", await StateOfOnlyGroupAsync(emulator));

        await BurstCli.RunAsync(sandbox, "delete", "job", "held", "--state", sandbox.State);
        await BurstCli.RunAsync(sandbox, "resume", "--state", sandbox.State);
        await Poll.UntilAsync("what nobody claims has ended", async () => (await emulator.ListGroupsAsync()).Count == 0);
    }

    private async Task RunSpilledAsync(EmulatorProcess emulator, string name)
    {
        Assert.Equal(0, (await ApplyAsync(Spilled(name))).ExitCode);
        await Poll.UntilAsync("a group runs", async () => (await emulator.ListGroupsAsync()).Count == 1 && await StateOfOnlyGroupAsync(emulator) == "Running");
    }

    private static async Task<string?> StateOfOnlyGroupAsync(EmulatorProcess emulator)
    {
        var groups = (await emulator.ReadInvoiceAsync())["groups"]!.AsArray();
        return groups.Count == 1 && groups[0]!["stoppedAt"] is null ? "Running" : groups.ToJsonString();
    }

    private async Task<(int ExitCode, string Output, string Error)> ApplyAsync(string manifest)
    {
        var file = Path.Combine(sandbox.Root, $"{Guid.NewGuid()}.yaml");
        await File.WriteAllTextAsync(file, manifest);
        return await BurstCli.TryRunAsync(sandbox, "apply", "-f", file, "--state", sandbox.State);
    }

    private static string ConfigMap(string name) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: {{name}} }
        data: { filler: "{{new string('x', 100_000)}}" }
        """;

    private static string Spilled(string name) => $$"""
        apiVersion: burst.dev/v1
        kind: BurstPolicy
        metadata: { name: always }
        spec:
          mode: always
          tiers: [aci]
          selector: { matchLabels: { app: spilled } }
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: {{name}} }
        spec:
          template:
            metadata: { labels: { app: spilled } }
            spec:
              restartPolicy: Never
              containers:
                - name: work
                  image: burst/sleep
                  command: ["/burst/sleep", "600"]
                  resources: { requests: { cpu: 500m, memory: 512Mi } }
        """;
}
