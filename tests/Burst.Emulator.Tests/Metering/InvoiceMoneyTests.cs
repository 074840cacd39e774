namespace Burst.Emulator.Tests.Metering;

public sealed class InvoiceMoneyTests
{
    [Fact]
    public async Task Invoice_OfAScriptedDay_IsTheHandComputedTable()
    {
        await using var emulation = await Emulation.StartAsync(o => o with
        {
            Provisioning = Steps,
            Prices = [GroupPrice.Parse("westus=0.05/0.005"), GroupPrice.Parse("westus:spot=0.011/0.0013")],
        });
        // Pulls at :01.000, sleeps 10 s from :06.000, ends at :16.000: 15 s of 1.5 vCPU and 2.3 GB (rounded up from 2.25).
        await emulation.PutGroupAsync("job", AGroup.Body(["/burst/sleep", "10"], cpu: 1.5m, memoryInGB: 2.25m));
        // Pulls at :01.700 (said to be :01), is deleted at :09.200: the ninth second has started.
        emulation.Time.AdvanceSeconds(0.7);
        await emulation.PutGroupAsync("spot", AGroup.Body(["/burst/echo"], cpu: 1.001m, memoryInGB: 1, priority: "Spot"));
        emulation.Time.AdvanceSeconds(6.1);
        await emulation.GetGroupAsync("job");
        await emulation.GetGroupAsync("spot");
        emulation.Time.AdvanceSeconds(2.4);
        await emulation.DeleteGroupAsync("spot");
        emulation.Time.AdvanceSeconds(20);
        await emulation.GetGroupAsync("job");
        // Runs on from :30.200 (said to be :30) until now, :40.000; no price is known for its region.
        await emulation.PutGroupAsync("nowhere", AGroup.Body(["/burst/echo"], location: "mars"));
        emulation.Time.AdvanceSeconds(10.8);

        var invoice = await emulation.GetAsync("/_emulator/invoice");
        // job: 15/3600 x (1.5 x 0.05 + 2.3 x 0.005) = 0.000360416666_6; spot: 9/3600 x (1.01 x 0.011 + 1 x 0.0013) = 0.000031025.
        Assert.Equal(
            ["spot 1.01 1 9 0.000031025", "job 1.5 2.3 15 0.000360416667", "nowhere 1 1 10 -"],
            invoice["groups"]!.AsArray().Select(l => $"{l!["name"]} {l["billedCpu"]} {l["billedMemoryInGB"]} {l["billedSeconds"]} {l["cost"]?.GetValue<string>() ?? "-"}"));
        Assert.Equal(("USD", "0.000391441667", 1), (
            invoice["currency"]!.GetValue<string>(), invoice["totalCost"]!.GetValue<string>(), invoice["unpricedGroups"]!.GetValue<int>()));
        var text = await emulation.GetAsync("/_emulator/invoice.txt");
        Assert.Equal(
            """
            Invoice as of 2026-11-20T08:34:40Z

            GROUP    REGION  PRIORITY  STARTED                 STOPPED                 VCPU   GB  SECONDS             USD
            spot     westus  Spot      2026-11-20T08:34:01.7Z  2026-11-20T08:34:09.2Z  1.01    1        9     0.000031025
            job      westus  Regular   2026-11-20T08:34:01Z    2026-11-20T08:34:16Z     1.5  2.3       15  0.000360416667
            nowhere  mars    Regular   2026-11-20T08:34:30.2Z  runs                       1    1       10               -
            TOTAL                                                                                      34  0.000391441667

            Each second that has started is charged, from the image pull until the group stops; CPU rounded up to 0.01, memory to 0.1 GB.
            1 have no price (-) and are not in the total; give one with --price REGION=VCPU/GB.

            """.ReplaceLineEndings("\n"), text.Text);
        Assert.Equal("text/plain; charset=utf-8", text.Headers["Content-Type"]);
        Assert.Equal(text.Text, emulation.Server.WriteInvoice());
    }

    [Fact]
    public async Task Invoice_WhoseLinesRound_SumsToItsTotal()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = Steps, Prices = [new("westus", false, 0.000000000001m, 0)] });
        foreach (var name in new[] { "a", "b", "c" })
            await emulation.PutGroupAsync(name, AGroup.Body(["/burst/echo"]));
        // Three times 1,200/3600 of a pico-dollar are one.
        emulation.Time.AdvanceSeconds(1201);
        var invoice = await emulation.GetAsync("/_emulator/invoice");
        Assert.Equal("0.000000000001", invoice["totalCost"]!.GetValue<string>());
        Assert.Equal(["0.00", "0.00", "0.000000000001"], invoice["groups"]!.AsArray().Select(line => line!["cost"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Invoice_WithLinesOfAnEarlierVersion_IsMadeOutByTheSameRule()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.DownAsync();
        await File.WriteAllTextAsync(emulation.Folder.File("state/invoice.jsonl"), """
            {"name":"old","resourceGroup":"burst","subscription":"s","region":"eastus","priority":"Regular","tags":{},"runtimeId":"cg-1","startedAt":"2026-11-20T08:00:00.25+00:00","stoppedAt":"2026-11-20T08:59:59.5+00:00","cpu":1,"memoryInGB":1,"billedSeconds":3599.25}

            """);
        await emulation.UpAsync();
        var invoice = await emulation.GetAsync("/_emulator/invoice");
        Assert.Equal(("0.04495", 3600), (invoice["totalCost"]!.GetValue<string>(), invoice["groups"]![0]!["billedSeconds"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("westus")]
    [InlineData("westus=1")]
    [InlineData("west us=1/2")]
    [InlineData("westus=-1/2")]
    [InlineData("westus=0.0000000000001/1")]
    public void Parse_OfABadPrice_SaysHowToWriteIt(string text) =>
        Assert.Contains($"'{text}' is not a price; write REGION=VCPU/GB", Assert.Throws<FormatException>(() => GroupPrice.Parse(text)).Message);

    private static ProvisioningProfile Steps { get; } = new()
    {
        Pending = Exactly(1),
        Pull = Exactly(2),
        Launch = Exactly(3),
        RetryAfterSeconds = 1,
    };

    private static Latency Exactly(int seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));
}
