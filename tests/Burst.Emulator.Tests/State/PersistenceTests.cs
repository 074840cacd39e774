using Burst.Emulator.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Emulator.Tests.State;

public sealed class PersistenceTests
{
    [Fact]
    public async Task Restart_WhileProvisioning_GoesOn()
    {
        await using var emulation = await Emulation.StartAsync();
        var created = await emulation.PutGroupAsync("web", AGroup.Body());
        var pem = emulation.Server.CertificatePem;
        var operation = new Uri(created.Headers["Azure-AsyncOperation"]).PathAndQuery;
        await emulation.RestartAsync();
        Assert.Equal(pem, emulation.Server.CertificatePem);
        Assert.Equal("Pending", (await emulation.GetGroupAsync("web"))["properties", "provisioningState"]!.GetValue<string>());
        emulation.Time.AdvanceSeconds(1);
        var poll = await emulation.GetAsync(new Uri(emulation.Server.Endpoint, operation).ToString());
        Assert.Equal("Succeeded", poll["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Restart_WithRunningEndedAndStoppedGroups_ChangesNoAnswer()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("running", AGroup.Body(["/burst/echo"], restartPolicy: "Always"));
        await emulation.RunGroupAsync("ended", AGroup.Body(["/burst/fail", "3", "1"]));
        await emulation.RunGroupAsync("stopped", AGroup.Body());
        await emulation.PostAsync("stopped", "stop");
        emulation.Time.AdvanceSeconds(30);
        string[] names = ["running", "ended", "stopped"];
        var before = await ReadAsync(emulation, names);
        await emulation.RestartAsync();
        Assert.Equal(before, await ReadAsync(emulation, names));
        Assert.Contains("\"state\":\"Stopped\"", before[4]);
        Assert.Contains("exit code 3", before[3]);
    }

    [Fact]
    public async Task Restart_AfterTheLaunchWasDueLongAgo_StartsNow()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("job", AGroup.Body(["/burst/sleep", "30"]));
        await emulation.DownAsync();
        emulation.Time.AdvanceSeconds(3600);
        await emulation.UpAsync();
        var answer = await emulation.GetGroupAsync("job");
        Assert.Equal("Running", answer["properties", "instanceView", "state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Start_OnAFolderInUse_IsRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        var error = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(emulation));
        Assert.Contains("in use by another emulator", error.Message);
        Assert.Contains(emulation.Folder.File("state"), error.Message);
    }

    [Theory]
    [InlineData("groups/web-0000000000000000.json", "{ \"name\": ")]
    [InlineData("resource-groups.json", "[{}, 5]")]
    [InlineData("invoice.jsonl", "not json\n")]
    [InlineData("rates.log", "1 write\n")]
    [InlineData("tls.pem", "-----BEGIN NOTHING-----")]
    public async Task Start_WithADamagedFile_NamesIt(string file, string content)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.DownAsync();
        var path = emulation.Folder.File(Path.Combine("state", file));
        var original = File.Exists(path) ? await File.ReadAllBytesAsync(path) : null;
        await File.WriteAllTextAsync(path, content);
        var error = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(emulation));
        Assert.Contains(path, error.Message);
        File.Delete(path);
        if (original is not null)
            await File.WriteAllBytesAsync(path, original);
        await emulation.UpAsync();
    }

    private static Task<EmulatorServer> StartAsync(Emulation emulation) => EmulatorServer.StartAsync(
        emulation.Options, new SimulatedGroupRuntime(emulation.Time, new()), emulation.Time, NullLoggerFactory.Instance, CancellationToken.None);

    private static async Task<string[]> ReadAsync(Emulation emulation, string[] names)
    {
        var texts = new List<string>();
        foreach (var name in names)
        {
            texts.Add((await emulation.GetGroupAsync(name)).Text);
            texts.Add((await emulation.GetAsync($"{Emulation.Groups}/{name}/containers/main/logs")).Text);
        }

        return [.. texts];
    }
}
