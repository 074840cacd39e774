using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Burst.Testing.Specs;

namespace Burst.Emulator.Tests.Specs;

/// <summary>Exchanges that were recorded at the real service, held with the emulator: the same members, and no others.</summary>
public sealed partial class RecordedExchangeTests
{
    private const string Link = @"^https://[^/]+/subscriptions/[-0-9a-f]{36}/providers/Microsoft.ContainerInstance/locations/westus/operations/[-0-9a-f]{36}\?api-version=2018-06-01$";

    [SpecFact]
    public async Task SpotGroup_CreatedPolledAndRead_IsAnsweredAsRecorded()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = ProvisioningProfile.Azure });
        var link = "";
        foreach (var exchange in Recording.Exchanges("cli-spot-create-2023-05-01"))
        {
            var isPoll = exchange.Target().Contains("/operations/", StringComparison.Ordinal);
            var answer = isPoll ? await PollAsync(emulation, link, exchange.Body()) : await SendAsync(emulation, exchange);
            Compare(exchange, answer);
            link = answer.Headers.GetValueOrDefault("Azure-AsyncOperation", link);
        }
    }

    [SpecFact]
    public async Task Polls_OfACreate_ShowItsEventsAsRecorded()
    {
        await using var emulation = await Emulation.StartAsync(o => o with { Provisioning = ProvisioningProfile.Azure });
        var bodies = Recording.Load("js-create-polling-bodies-2021-10-01")["bodies"]!.AsArray();
        var id = bodies[0]!["id"]!.GetValue<string>();
        var body = AGroup.Body(image: "nginx").With(b => b.FirstContainer()["name"] = "my-containerinstancexx");
        var created = await emulation.SendAsync(HttpMethod.Put, id, body);
        foreach (var recorded in bodies)
        {
            var answer = await PollAsync(emulation, created.Headers["Azure-AsyncOperation"], recorded!);
            Golden.Equal(Normal.Of(recorded!).ToJsonString(), Normal.Of(answer.Json).ToJsonString());
        }
    }

    [SpecFact]
    public async Task Group_DeletedAndListed_IsAnsweredAsRecorded()
    {
        await using var emulation = await Emulation.StartAsync();
        var exchanges = Recording.Exchanges("js-delete-and-list-2021-10-01").ToArray();
        // The list shows it, the delete gives it back, and then the list is empty.
        await CreateAsync(emulation, exchanges[0].Body());
        Compare(exchanges[1], await SendAsync(emulation, exchanges[1]));
        Compare(exchanges[0], await SendAsync(emulation, exchanges[0]));
        Assert.Empty((await SendAsync(emulation, exchanges[1])).Json["value"]!.AsArray());
    }

    [SpecFact]
    public async Task FailedGroup_ReadAndEntered_IsAnsweredAsRecorded()
    {
        await using var emulation = await Emulation.StartAsync();
        var exchanges = Recording.Exchanges("cli-get-failed-container-and-exec-2023-05-01").ToArray();
        await CreateAsync(emulation, exchanges[0].Body(), "/burst/fail", "2", "5");
        emulation.Time.AdvanceSeconds(10);
        foreach (var exchange in exchanges)
            Compare(exchange, await SendAsync(emulation, exchange));
    }

    [GeneratedRegex(Link)]
    private static partial Regex OperationLink();

    private static Task<Answer> SendAsync(Emulation emulation, JsonNode exchange)
    {
        var target = new Uri(emulation.Server.Endpoint, exchange.Target()).ToString();
        return emulation.SendAsync(new(exchange.Method()), target, exchange.Request()["body"]?.DeepClone());
    }

    // A group like the recorded one, made of what was read of it.
    private static async Task CreateAsync(Emulation emulation, JsonNode recorded, params string[] command)
    {
        var body = Comparable(recorded).AsObject();
        var container = body.FirstContainer()["properties"]!.AsObject();
        container.Remove("instanceView");
        if (command.Length > 0)
            container["command"] = new JsonArray([.. command.Select(word => (JsonNode)word)]);
        if (body.Properties()["diagnostics"]?["logAnalytics"] is { } logs)
            logs["workspaceKey"] = "key";
        var created = await emulation.SendAsync(HttpMethod.Put, body["id"]!.GetValue<string>(), body);
        Assert.True(created.Status == 201, created.Text);
        emulation.Time.AdvanceSeconds(1);
        Assert.Equal(200, (await emulation.GetAsync(body["id"]!.GetValue<string>())).Status);
    }

    // Until the emulator is where the recording was.
    private static async Task<Answer> PollAsync(Emulation emulation, string link, JsonNode recorded)
    {
        for (var i = 0; i < 600; i++)
        {
            var answer = await emulation.SendAsync(HttpMethod.Get, link);
            if (answer.Json["status"]!.GetValue<string>() == recorded["status"]!.GetValue<string>() && EventNames(answer.Json).Count() >= EventNames(recorded).Count())
                return answer;
            emulation.Time.AdvanceSeconds(0.1);
        }

        throw new TimeoutException($"No poll was like {recorded.ToJsonString()}");
    }

    private static void Compare(JsonNode exchange, Answer answer)
    {
        var response = exchange.Response();
        Assert.Equal(response["status"]!.GetValue<int>(), answer.Status);
        Assert.Subset(EventNames(answer.Json).ToHashSet(), EventNames(exchange.Body()).ToHashSet());
        Golden.Equal(Normal.Of(Comparable(exchange.Body())).ToJsonString(), Normal.Of(Comparable(answer.Json)).ToJsonString());
        var headers = (response["headers"]?.AsObject() ?? []).Select(h => h.Key).ToArray();
        Assert.DoesNotContain(headers, name => !answer.Headers.ContainsKey(name));
        Assert.Equal(headers.Contains("azure-asyncoperation"), answer.Headers.ContainsKey("Azure-AsyncOperation"));
        Assert.False(answer.Headers.ContainsKey("Location"));
        if (answer.Headers.TryGetValue("Azure-AsyncOperation", out var link))
            Assert.Matches(OperationLink(), link);
    }

    private static IEnumerable<string> EventNames(JsonNode body) => Find(body, "events").SelectMany(e => e.AsArray()).Select(e => e!["name"]!.GetValue<string>());

    /// <summary>
    /// Without what the emulator has on purpose otherwise: it answers every version as 2023-05-01 (which has the timeouts), gives
    /// back no GPU, always has tags, and has its own choice and wording of events.
    /// </summary>
    private static JsonNode Comparable(JsonNode body)
    {
        var copy = body.DeepClone();
        foreach (var name in new[] { "provisioningTimeoutInSeconds", "isCustomProvisioningTimeout", "gpu", "events", "command" })
        {
            foreach (var owner in Owners(copy, name).ToArray())
                owner.Remove(name);
        }

        foreach (var owner in Owners(copy, "tags").Where(o => o["tags"] is JsonObject { Count: 0 }).ToArray())
            owner.Remove("tags");
        return copy;
    }

    private static IEnumerable<JsonNode> Find(JsonNode? node, string name) => Owners(node, name).Select(o => o[name]!);

    private static IEnumerable<JsonObject> Owners(JsonNode? node, string name) => node switch
    {
        JsonObject o => o.SelectMany(m => Owners(m.Value, name)).Concat(o.ContainsKey(name) ? [o] : []),
        JsonArray a => a.SelectMany(item => Owners(item, name)),
        _ => [],
    };
}
