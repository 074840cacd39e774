namespace Burst.Emulator.Tests.Faults;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("request-timeout", 408, "RequestTimeout")]
    [InlineData("throttle", 429, "SubscriptionRequestsThrottled")]
    [InlineData("server-error", 500, "InternalServerError")]
    [InlineData("unavailable", 503, "ServerTimeout")]
    [InlineData("no-capacity", 409, "ServiceUnavailable")]
    [InlineData("quota", 400, "ContainerGroupQuotaReached")]
    [InlineData("expired-credential", 401, "ExpiredAuthenticationToken")]
    public async Task Refusal_OnACreate_HasItsCodeAndNoEffectThenStops(string kind, int status, string code)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", $$"""{ "kind": "{{kind}}", "operation": "create", "times": 2 }""");
        for (var i = 0; i < 2; i++)
        {
            var refused = await emulation.PutGroupAsync("web", AGroup.Body());
            Assert.Equal((status, code), (refused.Status, refused.ErrorCode));
            Assert.False(refused.Headers.ContainsKey("Retry-After"));
        }

        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
        Assert.Equal(201, (await emulation.PutGroupAsync("web", AGroup.Body())).Status);
        Assert.Equal(2, await emulation.FiredAsync("f"));
        Assert.Equal(["GET get 404 x1", "PUT create 201 x1", $"PUT create {status} x2"], (await emulation.CallsAsync()).Order());
    }

    [Theory]
    [InlineData("throttle", 429)]
    [InlineData("unavailable", 503)]
    public async Task Refusal_WithRetryAfter_SaysSo(string kind, int status)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", $$"""{ "kind": "{{kind}}", "retryAfterSeconds": 7 }""");
        var refused = await emulation.GetAsync(Emulation.Groups);
        Assert.Equal((status, "7"), (refused.Status, refused.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Refusal_AfterTheEffect_LeavesTheGroupBehind()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "server-error", "operation": "create", "afterEffect": true }""");
        Assert.Equal(500, (await emulation.PutGroupAsync("web", AGroup.Body())).Status);
        Assert.Equal(200, (await emulation.GetGroupAsync("web")).Status);
    }

    [Fact]
    public async Task StaleRead_OfAGroupThatExists_Says404()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web", AGroup.Body());
        await emulation.BreakAsync("f", """{ "kind": "stale-read" }""");
        var stale = await emulation.GetGroupAsync("web");
        Assert.Equal((404, "ResourceNotFound"), (stale.Status, stale.ErrorCode));
        Assert.Equal(200, (await emulation.GetGroupAsync("web")).Status);
    }

    [Fact]
    public async Task Refusal_UnderAMatcher_LeavesOthersAlone()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web-1", AGroup.Body());
        await emulation.PutGroupAsync("job-1", AGroup.Body());
        await emulation.BreakAsync("f", """{ "kind": "server-error", "verb": "get", "group": "web-*", "times": 9 }""");
        Assert.Equal(500, (await emulation.GetGroupAsync("web-1")).Status);
        Assert.Equal(500, (await emulation.GetAsync($"{Emulation.Groups}/WEB-1/containers/main/logs")).Status);
        Assert.Equal(200, (await emulation.GetGroupAsync("job-1")).Status);
        Assert.Equal(200, (await emulation.GetAsync(Emulation.Groups)).Status);
        Assert.Equal(204, (await emulation.PostAsync("web-1", "stop")).Status);
        Assert.Equal(2, await emulation.FiredAsync("f"));
    }

    [Fact]
    public async Task Refusal_WithSkip_StrikesTheRequestsAfter()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "server-error", "skip": 2 }""");
        int[] statuses = [await GetAsync(), await GetAsync(), await GetAsync(), await GetAsync()];
        Assert.Equal([200, 200, 500, 200], statuses);
        async Task<int> GetAsync() => (await emulation.GetAsync("/subscriptions")).Status;
    }

    [Fact]
    public async Task Refusal_ByProbability_FollowsItsSeed()
    {
        var (first, again, other) = (await StatusesAsync(7), await StatusesAsync(7), await StatusesAsync(8));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(status => status == 500), 5, 35);
    }

    [Fact]
    public async Task Pages_OfTheEmulator_AreNeverStruckNorCounted()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "server-error", "times": 1000 }""");
        Assert.Equal(200, (await emulation.GetAsync("/healthz")).Status);
        Assert.Equal(200, (await emulation.GetAsync("/_emulator/invoice")).Status);
        Assert.Empty(await emulation.CallsAsync());
    }

    private static async Task<int[]> StatusesAsync(int seed)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", $$"""{ "kind": "server-error", "probability": 0.4, "seed": {{seed}} }""");
        var statuses = new List<int>();
        for (var i = 0; i < 40; i++)
            statuses.Add((await emulation.GetAsync("/subscriptions")).Status);
        Assert.Equal(statuses.Count(status => status == 500), await emulation.FiredAsync("f"));
        return [.. statuses];
    }
}
