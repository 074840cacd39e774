using Burst.Api.Tests.Support;
using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class LogTests
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Log_OfARunningPod_ComesFromItsHost()
    {
        await using var api = await StartAsync("main");

        var log = await api.GetAsync($"{Ask.Pods}/one/log");
        var tail = await api.GetAsync($"{Ask.Pods}/one/log?tailLines=1&timestamps=true");
        var bounded = await api.GetAsync($"{Ask.Pods}/one/log?limitBytes=3");

        Assert.Equal("first\nsecond\n", log.Text);
        Assert.Equal("text/plain; charset=utf-8", log.Response.ContentType);
        Assert.Equal("2025-03-01T12:00:00.0000000Z second\n", tail.Text);
        Assert.Equal("fir", bounded.Text);
    }

    [Fact]
    public async Task Log_SeveralContainers_AsksForOneAndListsThem()
    {
        await using var api = await StartAsync("main side");

        var refused = await api.GetAsync($"{Ask.Pods}/one/log");
        var unknown = await api.GetAsync($"{Ask.Pods}/one/log?container=other");
        var chosen = await api.GetAsync($"{Ask.Pods}/one/log?container=main");

        Assert.Equal((400, "a container name must be specified for pod one, choose one of: [main side]"), (refused.Status, refused.Message));
        Assert.Contains("[main side]", unknown.Message);
        Assert.Equal("first\nsecond\n", chosen.Text);
    }

    [Theory]
    [InlineData("tailLines=-1", "tailLines")]
    [InlineData("tailLines=x", "tailLines")]
    [InlineData("sinceSeconds=-5", "sinceSeconds")]
    [InlineData("sinceSeconds=0", "sinceSeconds")]
    [InlineData("limitBytes=0", "limitBytes")]
    [InlineData("sinceTime=yesterday", "RFC 3339")]
    [InlineData("sinceSeconds=5&sinceTime=2025-03-01T12:00:00Z", "only one of the two")]
    [InlineData("since=5m&sinceSeconds=5", "only one of the two")]
    [InlineData("since=yesterday", "since")]
    [InlineData("follow=maybe", "true and false")]
    [InlineData("previous=true", "previous terminated container")]
    public async Task Log_BadParameter_SaysWhatIsAccepted(string query, string said)
    {
        await using var api = await StartAsync("main");

        var refused = await api.GetAsync($"{Ask.Pods}/one/log?{query}");

        Assert.Equal((400, "BadRequest"), (refused.Status, refused.Reason));
        Assert.Contains(said, refused.Message);
    }

    [Fact]
    public async Task Log_NotStarted_SaysWhatItWaitsFor()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.PostAsync(Ask.Pods, Manifest.Pod("big", cpu: "64"));
        await api.UntilAsync("big", pod => pod.Reason is not null);

        var refused = await api.GetAsync($"{Ask.Pods}/big/log");

        Assert.Equal(400, refused.Status);
        Assert.Contains("container \"main\" in pod \"big\" is waiting to start: Unschedulable", refused.Message);
        Assert.Contains("insufficient cpu", refused.Message);
    }

    [Fact]
    public async Task Log_OfAnEndedPod_ComesFromTheArchive_AlsoWhenThePodIsGone()
    {
        await using var api = await StartAsync("main");
        var pod = await api.UntilAsync("one", pod => pod.StartedAt is not null);
        api.Vm.End(pod.Uid, PodPhase.Succeeded);
        await api.UntilAsync("one", pod => pod.HostState == HostState.Gone);

        var ended = await api.GetAsync($"{Ask.Pods}/one/log");
        await api.DeleteAsync($"{Ask.Pods}/one");
        await ApiFixture.UntilAsync(() => api.GetAsync($"{Ask.Pods}/one"), answer => answer.Status == 404);
        var gone = await api.GetAsync($"{Ask.Pods}/one/log?container=main");
        var unnamed = await api.GetAsync($"{Ask.Pods}/one/log");

        Assert.Equal("first\nsecond\n", ended.Text);
        Assert.Equal("first\nsecond\n", gone.Text);
        Assert.Equal(400, unnamed.Status);
        Assert.Equal(404, (await api.GetAsync($"{Ask.Pods}/never/log")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?follow=true")]
    public async Task Log_WithARemark_TellsItInAWarningAndNotInTheLog(string query)
    {
        await using var api = await StartAsync("main");
        api.Vm.Following.SetResult();
        api.Vm.Lines["main"] = [LogLine.Remark("the \"beginning\" may be missing"), new LogLine(Noon, "last"), LogLine.Remark("late")];

        var log = await api.GetAsync($"{Ask.Pods}/one/log{query}");

        Assert.Equal("last\n", log.Text);
        Assert.Equal("299 - \"the \\\"beginning\\\" may be missing\"", log.Response.Headers["Warning"]);
    }

    [Fact]
    public async Task Log_Follow_BeginsBeforeTheFirstLineAndEndsWithTheContainer()
    {
        await using var api = await StartAsync("main");
        api.Vm.Lines.Clear();
        var request = new ApiRequest
        {
            Method = "GET",
            Path = $"{Ask.Pods}/one/log",
            Query = new Dictionary<string, string> { ["follow"] = "true" },
            User = "alice",
        };

        var response = await api.Handlers.HandleAsync(request, CancellationToken.None);
        var reading = Answer.ReadAsync(response);

        Assert.False(reading.IsCompleted);
        api.Vm.Following.SetResult();
        Assert.Equal("", (await reading).Text);
    }

    [Fact]
    public async Task Log_HostOutOfReach_IsUnavailableAndNotAnEmptyLog()
    {
        await using var api = await StartAsync("main");
        api.Vm.IsUnreachable = true;

        var refused = await api.GetAsync($"{Ask.Pods}/one/log");

        Assert.Equal((503, "ServiceUnavailable"), (refused.Status, refused.Reason));
        Assert.Contains("out of reach", refused.Message);
    }

    private static async Task<ApiFixture> StartAsync(string containers)
    {
        var api = await ApiFixture.StartAsync();
        api.Vm.Lines["main"] = [new LogLine(Noon, "first"), new LogLine(Noon, "second")];
        await api.PostAsync(Ask.Pods, Manifest.Pod("one", containers: containers));
        await api.UntilAsync("one", pod => pod.Phase == PodPhase.Running);
        return api;
    }
}
