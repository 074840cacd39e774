namespace Burst.Emulator.Tests.Arm;

public sealed class RequestRatesTests
{
    private const string FiveMinutes = "x-ms-ratelimit-remaining-subscription-resource-requests-pt5m";
    private const string Hour = "x-ms-ratelimit-remaining-subscription-resource-requests-pt1h";

    [Fact]
    public async Task PutAndDelete_EachCount_InTheirOwnHeaders()
    {
        await using var emulation = await Emulation.StartAsync();
        var first = await emulation.PutGroupAsync("a", AGroup.Body());
        var second = await emulation.PutGroupAsync("b", AGroup.Body());
        var deleted = await emulation.DeleteGroupAsync("a");
        Assert.Equal(("99", "299"), (first.Headers[FiveMinutes], first.Headers[Hour]));
        Assert.Equal(("98", "298"), (second.Headers[FiveMinutes], second.Headers[Hour]));
        Assert.Equal(("99", "299"), (deleted.Headers[FiveMinutes], deleted.Headers[Hour]));
        Assert.Equal("198", second.Headers["x-ms-ratelimit-remaining-subscription-writes"]);
        Assert.Equal("199", deleted.Headers["x-ms-ratelimit-remaining-subscription-deletes"]);
        Assert.Equal("249", (await emulation.GetGroupAsync("b")).Headers["x-ms-ratelimit-remaining-subscription-reads"]);
    }

    [Fact]
    public async Task Put_AboveTheRate_IsThrottledUntilTheWindowHasMoved()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Rates = new() { RequestsPerFiveMinutes = 2, RequestsPerHour = 3 } });
        await emulation.PutGroupAsync("a", AGroup.Body());
        emulation.Time.AdvanceSeconds(60);
        await emulation.PutGroupAsync("b", AGroup.Body());
        var throttled = await emulation.PutGroupAsync("c", AGroup.Body());
        Assert.Equal((429, "ResourceRequestsThrottled"), (throttled.Status, throttled.ErrorCode));
        Assert.Equal(("240", "0"), (throttled.Headers["Retry-After"], throttled.Headers[FiveMinutes]));
        Assert.Equal("Number of requests for action 'Microsoft.ContainerInstance/containerGroups/write' exceeded the limit of '2' for time interval " +
            "'00:05:00'. Please try again after '240' seconds.", throttled.ErrorMessage);
        Assert.Equal(404, (await emulation.GetGroupAsync("c")).Status);

        emulation.Time.AdvanceSeconds(240);
        Assert.Equal(201, (await emulation.PutGroupAsync("c", AGroup.Body())).Status);
        emulation.Time.AdvanceSeconds(600);
        Assert.Contains("'01:00:00'", (await emulation.PutGroupAsync("d", AGroup.Body())).ErrorMessage);
    }

    [Fact]
    public async Task Put_RefusedBody_CountsToo()
    {
        await using var emulation = await Emulation.StartAsync();
        var refused = await emulation.PutGroupAsync("a", AGroup.Body(cpu: 99));
        Assert.Equal((400, "99"), (refused.Status, refused.Headers[FiveMinutes]));
    }

    [Fact]
    public async Task Rates_OfRegions_AreApartAndSurviveARestart()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Rates = new() { RequestsPerFiveMinutes = 2, RequestsPerHour = 3 } });
        Assert.Equal("1", (await emulation.PutGroupAsync("a", AGroup.Body())).Headers[FiveMinutes]);
        Assert.Equal("1", (await emulation.PutGroupAsync("b", AGroup.Body(location: "East US"))).Headers[FiveMinutes]);
        Assert.Equal("0", (await emulation.PutGroupAsync("c", AGroup.Body())).Headers[FiveMinutes]);
        Assert.Equal("1", (await emulation.DeleteGroupAsync("a")).Headers[FiveMinutes]);
        await emulation.RestartAsync();
        Assert.Equal(429, (await emulation.PutGroupAsync("d", AGroup.Body())).Status);
        Assert.Equal("0", (await emulation.DeleteGroupAsync("c")).Headers[FiveMinutes]);
        Assert.Equal(201, (await emulation.PutGroupAsync("d", AGroup.Body(location: "eastus"))).Status);
        emulation.Time.AdvanceSeconds(301);
        await emulation.RestartAsync();
        Assert.Equal(("1", "0"), Remaining(await emulation.PutGroupAsync("e", AGroup.Body())));
        emulation.Time.AdvanceSeconds(3601);
        await emulation.RestartAsync();
        Assert.Equal(("1", "2"), Remaining(await emulation.PutGroupAsync("f", AGroup.Body())));

        static (string, string) Remaining(Answer answer) => (answer.Headers[FiveMinutes], answer.Headers[Hour]);
    }

    [Fact]
    public async Task Delete_OfNothing_IsNotCounted()
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await emulation.DeleteGroupAsync("nothing");
        Assert.Equal((204, false), (answer.Status, answer.Headers.ContainsKey(FiveMinutes)));
    }
}
