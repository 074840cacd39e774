using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Metering;

public sealed class InvoiceTests
{
    [Fact]
    public async Task Invoice_OfAGroup_RunsFromImagePullToItsEnd()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Steps });
        await emulation.PutGroupAsync("job", AGroup.Body(["/burst/sleep", "10"], cpu: 2, memoryInGB: 4).With(b => b["tags"] = JsonNode.Parse("""{"owner":"x"}""")));
        Assert.Empty(await LinesAsync(emulation));
        emulation.Time.AdvanceSeconds(6);
        await emulation.GetGroupAsync("job");
        emulation.Time.AdvanceSeconds(2);
        Assert.Equal((7m, null), Billed((await LinesAsync(emulation)).Single()));
        emulation.Time.AdvanceSeconds(3600);
        await emulation.GetGroupAsync("job");
        var line = (await LinesAsync(emulation)).Single()!;
        line.AsObject().Remove("runtimeId");
        Golden.Equal("""
            {
              "name": "job", "resourceGroup": "burst", "subscription": "11111111-2222-3333-4444-555555555555", "region": "westus",
              "priority": "Regular", "tags": { "owner": "x" },
              "startedAt": "2026-11-20T08:34:01+00:00", "stoppedAt": "2026-11-20T08:34:16+00:00",
              "cpu": 2, "memoryInGB": 4, "billedCpu": 2, "billedMemoryInGB": 4, "billedSeconds": 15, "cost": null
            }
            """, line.ToJsonString());
    }

    [Fact]
    public async Task Invoice_OfADeletedGroup_IsKeptAcrossARestart()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Steps });
        await emulation.PutGroupAsync("a", AGroup.Body());
        emulation.Time.AdvanceSeconds(9);
        await emulation.DeleteGroupAsync("a");
        await emulation.RestartAsync();
        Assert.Equal(8m, Billed((await LinesAsync(emulation)).Single()).Seconds);
    }

    [Fact]
    public async Task Invoice_OfAGroupStoppedAndStarted_HasALineForEachDeployment()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Steps });
        await emulation.PutGroupAsync("a", AGroup.Body(["/burst/echo"]));
        emulation.Time.AdvanceSeconds(11);
        await emulation.PostAsync("a", "stop");
        emulation.Time.AdvanceSeconds(100);
        await emulation.PostAsync("a", "start");
        emulation.Time.AdvanceSeconds(21);
        Assert.Equal([(10m, true), (20m, false)], (await LinesAsync(emulation)).Select(line => (Billed(line).Seconds, Billed(line).StoppedAt is not null)));
    }

    [Fact]
    public async Task Invoice_DeletedBeforeThePull_CostsNothing()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Steps });
        await emulation.PutGroupAsync("a", AGroup.Body());
        await emulation.DeleteGroupAsync("a");
        Assert.Empty(await LinesAsync(emulation));
    }

    [Fact]
    public async Task Invoice_MoreLinesThanKept_ForgetsTheOldestAndSaysSo()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Steps, InvoiceLinesMax = 2 });
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
        {
            await emulation.PutGroupAsync(name, AGroup.Body());
            emulation.Time.AdvanceSeconds(5);
            await emulation.DeleteGroupAsync(name);
        }

        var invoice = await emulation.GetAsync("/_emulator/invoice");
        Assert.Equal(["d", "e"], invoice["groups"]!.AsArray().Select(line => line!["name"]!.GetValue<string>()));
        Assert.Equal(3, invoice["droppedLines"]!.GetValue<int>());
        await emulation.RestartAsync();
        Assert.Equal(2, (await LinesAsync(emulation)).Count);
    }

    private static ProvisioningProfile Steps { get; } = new()
    {
        Pending = Exactly(1),
        Pull = Exactly(2),
        Launch = Exactly(3),
        RetryAfterSeconds = 1,
    };

    private static Latency Exactly(int seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private static (decimal Seconds, string? StoppedAt) Billed(JsonNode? line) =>
        (line!["billedSeconds"]!.GetValue<decimal>(), line["stoppedAt"]?.GetValue<string>());

    private static async Task<JsonArray> LinesAsync(Emulation emulation) => (await emulation.GetAsync("/_emulator/invoice"))["groups"]!.AsArray();
}
