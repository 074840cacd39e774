using Burst.Emulator.Arm;
using Burst.Emulator.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Emulator.Tests.Faults;

public sealed class FaultPagesTests
{
    [Fact]
    public async Task Faults_AreListedWithTheirCountsReplacedAndDeleted()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Faults = FaultText.ParseAll(["throttle:operation=list,times=3,retryAfterSeconds=9"]) });
        await emulation.GetAsync(Emulation.Groups);
        await emulation.BreakAsync("mine", """{ "kind": "delay", "delayMs": 5, "probability": 0.25, "seed": 3, "group": "a*" }""");
        Golden.Equal("""
            {
              "faults": [
                {
                  "name": "throttle", "fault": { "kind": "throttle", "operation": "list", "times": 3, "retryAfterSeconds": 9 },
                  "matched": 1, "fired": 1, "remaining": 2
                },
                {
                  "name": "mine", "fault": { "kind": "delay", "group": "a*", "probability": 0.25, "seed": 3, "delayMs": 5 },
                  "matched": 0, "fired": 0
                }
              ]
            }
            """, (await emulation.GetAsync("/_emulator/faults")).Text);
        await emulation.BreakAsync("throttle", """{ "kind": "throttle" }""");
        Assert.Equal(0, await emulation.FiredAsync("throttle"));
        Assert.Equal(200, (await emulation.SendAsync(HttpMethod.Delete, "/_emulator/faults/throttle")).Status);
        Assert.Equal((404, "NoSuchFault"), await StatusAsync(HttpMethod.Delete, "/_emulator/faults/throttle"));
        Assert.Equal((404, "NoSuchFault"), await StatusAsync(HttpMethod.Get, "/_emulator/faults/throttle"));
        Assert.Equal(200, (await emulation.GetAsync(Emulation.Groups)).Status);
        Assert.Single((await emulation.SendAsync(HttpMethod.Delete, "/_emulator/faults"))["faults"]!.AsArray());
        Assert.Empty((await emulation.GetAsync("/_emulator/faults"))["faults"]!.AsArray());

        async Task<(int, string)> StatusAsync(HttpMethod method, string path)
        {
            var answer = await emulation.SendAsync(method, path);
            return (answer.Status, answer.ErrorCode);
        }
    }

    [Theory]
    [InlineData("x", """{ "kind": "explode" }""", "kind 'explode' is unknown; give one of delay, lose-request, drop-reply,")]
    [InlineData("x", """{ "kind": "truncate-list", "operation": "get" }""", "operation 'get' cannot have the fault truncate-list; give one of list.")]
    [InlineData("x", """{ "kind": "throttle", "operation": "fly" }""", "give one of create, get,")]
    [InlineData("x", """{ "kind": "throttle", "verb": "FETCH" }""", "verb 'FETCH' is unknown; give one of GET, PUT,")]
    [InlineData("x", """{ "kind": "throttle", "probability": 1.5 }""", "probability 1.5 is out of range")]
    [InlineData("x", """{ "kind": "throttle", "times": 0 }""", "times 0 is out of range")]
    [InlineData("x", """{ "kind": "delay" }""", "delayMs is missing")]
    [InlineData("x", """{ "kind": "drop-reply", "retryAfterSeconds": 3 }""", "retryAfterSeconds is for refusals only, not for drop-reply.")]
    [InlineData("x", """{ "kind": "throttle", "grup": "a" }""", "Path '$.grup'")]
    [InlineData("Not-A-Name", """{ "kind": "throttle" }""", "name 'Not-A-Name' is invalid")]
    public async Task Fault_ThatMakesNoSense_IsRefusedAndStrikesNothing(string name, string json, string message)
    {
        await using var emulation = await Emulation.StartAsync();
        var answer = await emulation.PutFaultAsync(name, json);
        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer.ErrorMessage);
        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
    }

    [Fact]
    public async Task Faults_MoreThanAllowed_AreRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        for (var i = 0; i < 100; i++)
            await emulation.BreakAsync($"f{i}", """{ "kind": "drop-reply", "group": "nobody" }""");
        Assert.Equal(409, (await emulation.PutFaultAsync("one-more", """{ "kind": "drop-reply" }""")).Status);
        Assert.Equal(200, (await emulation.PutFaultAsync("f7", """{ "kind": "server-error" }""")).Status);
    }

    [Fact]
    public async Task Calls_Reset_StartAnew()
    {
        await using var emulation = await Emulation.StartAsync();
        await emulation.GetAsync(Emulation.Groups);
        Assert.Equal(["GET list 200 x1"], await emulation.CallsAsync());
        Assert.Equal(204, (await emulation.SendAsync(HttpMethod.Delete, "/_emulator/calls")).Status);
        Assert.Empty(await emulation.CallsAsync());
    }

    [Fact]
    public async Task Pages_WithoutToken_AreRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        emulation.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(401, (await emulation.PutFaultAsync("f", """{ "kind": "throttle" }""")).Status);
        Assert.Equal(401, (await emulation.GetAsync("/_emulator/calls")).Status);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 403)]
    public async Task Pages_FromAnotherMachine_AreRefused(bool isLocal, int status)
    {
        var router = new ArmRouter(
            [new("GET", "/_emulator/faults", (_, _) => Task.FromResult(new ArmResponse(200)), RouteAccess.Admin)], NullLogger<ArmRouter>.Instance);
        var answer = await router.RouteAsync(
            new()
            {
                Method = "GET", BaseUri = "https://emulator", Path = "/_emulator/faults", Query = new Dictionary<string, string>(), BearerToken = "t",
                Body = default, IsLocal = isLocal,
            },
            CancellationToken.None);
        Assert.Equal(status, answer.Status);
    }
}
