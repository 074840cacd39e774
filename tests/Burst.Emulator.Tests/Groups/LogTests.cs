namespace Burst.Emulator.Tests.Groups;

public sealed class LogTests
{
    private const string Logs = $"{Emulation.Groups}/job/containers/main/logs";

    [Fact]
    public async Task Logs_OfAnEndedContainer_HaveTailAndTimestamps()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body(["/burst/sleep", "2"]));
        emulation.Time.AdvanceSeconds(5);
        Assert.Equal("burst/sleep: sleeping for 2 s\nburst/sleep: exit code 0\n", Content(await emulation.GetAsync(Logs)));
        Assert.Equal("burst/sleep: exit code 0\n", Content(await emulation.GetAsync(Logs, "&tail=1")));
        Assert.Matches(@"^2026-11-20T08:34:0\d\.\d{7}Z burst/sleep: exit code 0\n$", Content(await emulation.GetAsync(Logs, "&tail=1&timestamps=true")));
    }

    [Fact]
    public async Task Logs_BeforeTheStart_AreEmpty()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("job", AGroup.Body());
        Assert.Equal("", Content(await emulation.GetAsync(Logs)));
    }

    [Theory]
    [InlineData("&tail=0")]
    [InlineData("&tail=many")]
    [InlineData("&timestamps=perhaps")]
    public async Task Logs_BadQuery_IsRefused(string query)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body());
        Assert.Equal((400, "InvalidParameter"), ((await emulation.GetAsync(Logs, query)) is var a ? (a.Status, a.ErrorCode) : default));
    }

    [Fact]
    public async Task Logs_OfAnUnknownContainer_AreNotFound()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.RunGroupAsync("job", AGroup.Body());
        Assert.Equal(404, (await emulation.GetAsync($"{Emulation.Groups}/job/containers/other/logs")).Status);
    }

    private static string Content(Answer answer) => answer["content"]!.GetValue<string>();
}
