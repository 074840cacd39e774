using System.Diagnostics;

namespace Burst.Emulator.Tests.Faults;

public sealed class ConnectionFaultTests
{
    [Fact]
    public async Task LoseRequest_OnACreate_BreaksTheConnectionWithoutEffect()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "lose-request", "operation": "create" }""");
        await Assert.ThrowsAsync<HttpRequestException>(() => emulation.PutGroupAsync("web", AGroup.Body()));
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
        Assert.Equal(1, await emulation.FiredAsync("f"));
        Assert.Contains("PUT create 0! x1", await emulation.CallsAsync());
    }

    [Fact]
    public async Task DropReply_OnACreate_BreaksTheConnectionAfterTheEffect()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("f", """{ "kind": "drop-reply", "operation": "create" }""");
        await Assert.ThrowsAsync<HttpRequestException>(() => emulation.PutGroupAsync("web", AGroup.Body()));
        Assert.Equal(200, (await emulation.GetGroupAsync("web")).Status);
        Assert.Contains("PUT create 201! x1", await emulation.CallsAsync());
    }

    [Fact]
    public async Task DropReply_OnADelete_DeletesAllTheSame()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.PutGroupAsync("web", AGroup.Body());
        await emulation.BreakAsync("f", """{ "kind": "drop-reply", "verb": "DELETE" }""");
        await Assert.ThrowsAsync<HttpRequestException>(() => emulation.DeleteGroupAsync("web"));
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delay_WithARefusal_DoesBoth(bool afterEffect)
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("slow", $$"""{ "kind": "delay", "delayMs": 300, "afterEffect": {{(afterEffect ? "true" : "false")}} }""");
        await emulation.BreakAsync("broken", """{ "kind": "server-error" }""");
        await emulation.BreakAsync("waiting", """{ "kind": "unavailable" }""");
        var watch = Stopwatch.StartNew();
        Assert.Equal(500, (await emulation.GetAsync("/subscriptions")).Status);
        // A lower bound only: how much later it comes is the machine's affair.
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(290), $"{watch.Elapsed} is no delay");
        Assert.Equal((1, 1, 0), (await emulation.FiredAsync("slow"), await emulation.FiredAsync("broken"), await emulation.FiredAsync("waiting")));
        Assert.Equal(503, (await emulation.GetAsync("/subscriptions")).Status);
    }

    [Fact]
    public async Task Delay_BeforeTheEffect_HoldsTheEffectBack()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.BreakAsync("slow", """{ "kind": "delay", "delayMs": 60000, "operation": "create" }""");
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Emulation.Groups}/web?api-version=2023-05-01")
        {
            Content = new StringContent(AGroup.Body().ToJsonString()),
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emulation.Client.SendAsync(request, impatient.Token));
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
        Assert.Equal(1, await emulation.FiredAsync("slow"));
    }
}
