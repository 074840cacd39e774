namespace Burst.Emulator.Tests.Arm;

public sealed class ArmRouterTests
{
    [Fact]
    public async Task Request_WithoutToken_IsRefusedEverywhereButHealth()
    {
        await using var emulation = await Emulation.StartAsync();
        emulation.Client.DefaultRequestHeaders.Authorization = null;
        foreach (var path in new[] { Emulation.Groups, "/subscriptions", "/_emulator/invoice", "/nowhere" })
        {
            var answer = await emulation.GetAsync(path);
            Assert.Equal((401, "AuthenticationFailed"), (answer.Status, answer.ErrorCode));
        }

        var health = await emulation.GetAsync("/healthz");
        Assert.Equal((200, "ok\n"), (health.Status, health.Text));
    }

    [Fact]
    public async Task Request_WithoutApiVersion_IsRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        using var response = await emulation.Client.GetAsync(Emulation.Groups);
        var answer = await Answer.ReadAsync(response);
        Assert.Equal((400, "MissingApiVersionParameter"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData("GET", "/subscriptions/11111111-2222-3333-4444-555555555555/nothing", 404, "NotFound")]
    [InlineData("POST", Emulation.Groups, 405, "HttpMethodNotAllowed")]
    [InlineData("GET", "/subscriptions/not-a-guid", 400, "InvalidSubscriptionId")]
    public async Task Request_ThatFitsNoRoute_GetsAnArmError(string method, string path, int status, string code)
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await emulation.SendAsync(new(method), path);
        Assert.Equal((status, code), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Path_InAnyCaseWithDoubleSlashes_IsUnderstood()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web", AGroup.Body());
        var path = $"/SUBSCRIPTIONS/{Emulation.Subscription}//resourcegroups/BURST/providers/microsoft.containerinstance/containergroups/Web";
        var answer = await emulation.GetAsync(path);
        Assert.Equal((200, "web"), (answer.Status, answer["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Answer_OnAnyRequest_HasArmsHeaders()
    {
        await using var emulation = await Emulation.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/subscriptions?api-version=2019-11-01");
        request.Headers.Add("x-ms-correlation-request-id", "0f8fad5b-d9cb-469f-a165-70867728950e");
        request.Headers.Add("x-ms-client-request-id", "mine");
        request.Headers.Add("x-ms-return-client-request-id", "true");
        using var response = await emulation.Client.SendAsync(request);
        var answer = await Answer.ReadAsync(response);
        Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", answer.Headers["x-ms-correlation-request-id"]);
        Assert.Equal("mine", answer.Headers["x-ms-client-request-id"]);
        Assert.Equal(emulation.Time.GetUtcNow().ToString("R"), answer.Headers["Date"]);
        Assert.Equal(("no-cache", "-1", "nosniff"), (answer.Headers["Pragma"], answer.Headers["Expires"], answer.Headers["X-Content-Type-Options"]));
    }
}
